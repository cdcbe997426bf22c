"""What a rule says when it refuses: a stable code, a status, a sentence for the person."""

from typing import ClassVar


class DomainError(Exception):
    """A refusal with a reason that the person can read and act on.

    Attributes:
        code: stable, machine-readable; part of the API.
        status: the HTTP status that the edge answers with.
        field: name of the input at fault, where one is.
        errors: a sentence per input, where several are at fault.
    """

    code: ClassVar[str] = "invalid"
    status: ClassVar[int] = 422
    template: ClassVar[str] = ""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.errors: dict[str, str] = {}


class Conflict(DomainError):
    """The time for it is over, or somebody was faster."""

    code = "conflict"
    status = 409


class NotPermitted(DomainError):
    """The thing is there for the visitor, but this act is not."""

    code = "not_permitted"
    status = 403


class Missing(DomainError):
    """Not there, or not there for this visitor: the two look the same."""

    code = "not_found"
    status = 404


class TooMany(DomainError):
    """Asked too often in too short a time."""

    code = "too_many_requests"
    status = 429
