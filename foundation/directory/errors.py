"""What the calendar refuses."""

from foundation.core.errors import DomainError


class CalendarMissing(DomainError):
    """A year has no table: a date is never guessed."""

    code = "calendar_missing"
    status = 503
