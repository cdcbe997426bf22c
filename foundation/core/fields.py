"""A StreamField that leaves no block list in migrations and loses no data when blocks are absent."""

import json
from typing import Any

from django.db import models
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField


class PortableStreamField(StreamField):
    """StreamField whose blocks are code, not schema.

    Migrations see an empty block list; `to_python` then still carries the rows through in
    `raw_text`, so that a data migration reads and writes them unharmed.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Name the field in migrations without its blocks."""
        name, path, _args, kwargs = models.Field.deconstruct(self)
        return name, path, [[]], kwargs

    def to_python(self, value: Any) -> StreamValue:
        """Read the rows; without blocks, keep them as they are instead of dropping them."""
        if value and not self.stream_block.child_blocks and not isinstance(value, StreamValue):
            rows = json.loads(value) if isinstance(value, str) else value
            kept = StreamValue(self.stream_block, [], raw_text=rows)
            kept._stream_field = self  # noqa: SLF001 (Wagtail's own pickling contract)
            return kept
        return super().to_python(value)
