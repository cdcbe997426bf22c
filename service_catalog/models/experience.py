"""What matters of a service went through of late: the app above knows, the guide shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from foundation.directory.errors import CalendarMissing

if TYPE_CHECKING:
    from .pages import ServicePage

# Fewer matters than this would tell about single applicants.
FEWEST_ENDED = 10


class Reason(NamedTuple):
    """One thing that was often to be corrected.

    Attributes:
        text: what was wrong.
        example: how it looked, or how it is right.
        slot: the key of the field or material of the form; empty for the whole.
    """

    text: str
    example: str = ""
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Experience:
    """What the matters that ended of late went through.

    Attributes:
        usual_days: median of working days from acceptance to the end, outliers out.
        corrected_share: percent of them that had to be corrected.
        reasons: what was most often to be corrected, the most frequent first.
        ended: how many matters this is drawn from.
    """

    usual_days: int | None = None
    corrected_share: int | None = None
    reasons: list[Reason] = field(default_factory=list)
    ended: int = 0


Provider = Callable[["ServicePage", datetime], Experience]

_providers: list[Provider] = []


def register_experience(provider: Provider) -> None:
    """Let the app above say what matters of a service went through; the last one registered counts."""
    _providers[:] = [provider]


def experience_of(service: "ServicePage", at: datetime) -> Experience | None:
    """What may be told: nothing of few matters, for that would tell about single applicants.

    Nothing either while the calendar lacks a year that the matters fell into.
    """
    try:
        found = [provider(service, at) for provider in _providers]
    except CalendarMissing:
        return None
    return next((each for each in found if each.ended >= FEWEST_ENDED), None)
