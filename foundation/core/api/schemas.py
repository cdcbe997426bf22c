"""Shapes that all routers share."""

from ninja import Schema
from pydantic import ConfigDict


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
