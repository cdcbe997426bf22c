"""Days of the calendar as spans of moments."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

# From when on an end is called near.
SOON_DAYS = 90


def start_of(day: date) -> datetime:
    """The first moment of a day in the authority's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def day_range(field: str, first: date | None, last: date | None) -> Q:
    """A filter for moments from `first` to `last`, both days included; None is no bound."""
    wanted = Q()
    if first:
        wanted &= Q(**{f"{field}__gte": start_of(first)})
    if last and last < date.max:
        wanted &= Q(**{f"{field}__lt": start_of(last + timedelta(days=1))})
    return wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """How long something is still good for, in words and as a kind of chip."""

    label: str
    kind: str


def validity(valid_until: date | None, on: date) -> Validity:
    """What is left of a validity on a day, its last day included."""
    if valid_until is None:
        return Validity(label=_("长期有效"), kind="ok")
    days = (valid_until - on).days
    if days < 0:
        return Validity(label=_("已过期 %(days)d 天") % {"days": -days}, kind="no")
    if days == 0:
        return Validity(label=_("今天到期"), kind="wait")
    kind = "wait" if days <= SOON_DAYS else "ok"
    return Validity(label=_("还剩 %(days)d 天") % {"days": days}, kind=kind)
