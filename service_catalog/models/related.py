"""What other apps know about a service: filled in by the app above that knows them all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .pages import ServicePage


@dataclass(frozen=True, slots=True)
class Related:
    """What belongs to one service.

    Attributes:
        notices: published notices that name it, newest first.
        questions: published answers that name it.
        lines: hotlines that answer for it.
    """

    notices: list[Any] = field(default_factory=list)
    questions: list[Any] = field(default_factory=list)
    lines: list[Any] = field(default_factory=list)


Finder = Callable[["ServicePage"], Related]

_finders: list[Finder] = []


def register_related(finder: Finder) -> None:
    """Let the app above say what belongs to a service."""
    if finder not in _finders:
        _finders.append(finder)


def related_to(service: "ServicePage") -> Related:
    """Everything that the finders know."""
    found = [finder(service) for finder in _finders]
    return Related(
        notices=[notice for each in found for notice in each.notices],
        questions=[question for each in found for question in each.questions],
        lines=[line for each in found for line in each.lines],
    )
