"""The one place that reads the clock; rules take the moment as an argument."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, for the edge to hand down."""
    return timezone.now()  # noqa: TID251


def local_date(at: datetime) -> date:
    """The calendar day in the authority's time zone on which `at` falls."""
    return timezone.localtime(at).date()


def today() -> date:
    """The present day in the authority's time zone."""
    return local_date(now())
