"""Shapes of the form in the API."""

from typing import Any, Self

from ninja import Schema
from pydantic import ConfigDict

from .json_schema import json_schema, layout
from .models import FormVersion


class FormOut(Schema):
    """The form in force: JSON Schema of the answers, and the layout of the questions."""

    model_config = ConfigDict(extra="forbid")

    version: int
    digest: str
    answers: dict[str, Any]
    layout: list[dict[str, Any]]

    @classmethod
    def of(cls, version: FormVersion) -> Self:
        """A published version as the API shows it."""
        return cls(
            version=version.number,
            digest=version.digest,
            answers=json_schema(version.compiled),
            layout=layout(version.compiled),
        )
