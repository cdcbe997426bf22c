"""Days of the calendar as spans of moments."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone


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
