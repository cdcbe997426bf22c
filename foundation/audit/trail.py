"""What one request leaves behind: from where it came, and what was refused in it.

A refusal usually raises, and what raises is rolled back. So refusals wait here until the
request's transactions are over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Trail:
    """The trail of one request or job."""

    address: str = ""
    refusals: list[dict[str, Any]] = field(default_factory=list)


_current: ContextVar[Trail | None] = ContextVar("audit_trail", default=None)


def current() -> Trail | None:
    """The trail of the running request, None outside one."""
    return _current.get()


@contextmanager
def following(address: str = "") -> Iterator[Trail]:
    """Collect refusals until the block ends; the caller then writes them."""
    trail = Trail(address=address)
    token = _current.set(trail)
    try:
        yield trail
    finally:
        _current.reset(token)
