"""What the picker of blocks shows of each: a field as the applicant will see it."""

from typing import Any, ClassVar

from wagtail import blocks


class PreviewedBlock(blocks.StructBlock):
    """A block that the picker shows, beside its description, by examples from the gallery.

    Attributes:
        examples: keys of fields in `gallery.py`; without any, the first field of its kind.
        errors: what an example shows as wrong.
    """

    examples: ClassVar[tuple[str, ...]] = ()
    errors: ClassVar[dict[str, Any]] = {}

    class Meta:
        preview_template = "eforms/admin/block_preview.html"
