"""Shapes that all routers share."""

from typing import Any

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import ConfigDict, field_validator

from foundation.core.validators import storable


class FieldProblem(Schema):
    """What is wrong with one input."""

    field: str
    message: str


class Problem(Schema):
    """A problem document (RFC 9457) with our stable `code`."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    field: str | None = None
    errors: list[FieldProblem] = []


class Input(Schema):
    """Base of everything that is sent to us: an unknown field is an error, not a wish."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _refuse_unstorable(cls, value: Any) -> Any:
        if isinstance(value, str) and storable(value) != value:
            raise ValueError(_("含有无法保存的字符，请删除后重试。"))
        return value
