"""Counting in working days, as the law counts: the first day is not counted.

A year without a table is an error that staff can see and mend, never a guess.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from . import epoch
from .enums import DayKind
from .errors import CalendarMissing
from .models import SATURDAY, CalendarDay, CalendarEpoch, CalendarYear

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Table:
    """All that is known of the calendar, under one token."""

    token: str
    years: dict[int, bool]
    exceptions: dict[date, str]

    def is_working_day(self, day: date) -> bool:
        """Whether the authority works on that day."""
        if day.year not in self.years:
            message = _(
                "尚未设置 %(year)s 年的节假日安排，无法计算期限。请联系管理员在“设置”中补充。"
            )
            raise CalendarMissing(message % {"year": day.year})
        kind = self.exceptions.get(day)
        if kind is not None:
            return kind == DayKind.MAKEUP
        return day.weekday() < SATURDAY


_held: list[Table] = []


def is_working_day(day: date) -> bool:
    """Whether the authority works on that day."""
    return _table().is_working_day(day)


def exception_on(day: date) -> DayKind | None:
    """What the calendar makes of a day against its weekday; None where the weekday tells."""
    table = _table()
    table.is_working_day(day)
    kind = table.exceptions.get(day)
    return DayKind(kind) if kind else None


def add_working_days(start: date, days: int) -> date:
    """The last day of a period of so many working days that begins after `start`.

    Zero is `start` itself; fewer than zero counts back.
    """
    table = _table()
    step = ONE_DAY if days >= 0 else -ONE_DAY
    day, left = start, abs(days)
    while left:
        day += step
        left -= table.is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and including `end`.

    Negative when `end` is before `start`: so many working days too late.
    """
    if end < start:
        return -working_days_between(end, start)
    table = _table()
    span = range(1, (end - start).days + 1)
    return sum(table.is_working_day(start + timedelta(days=n)) for n in span)


def is_confirmed(day: date) -> bool:
    """Whether the year's table was checked against the official notice."""
    return _table().years.get(day.year, False)


def _table() -> Table:
    token = epoch.current(_read_token)
    if not _held or _held[0].token != token:
        _held[:] = [_read_table(token)]
    return _held[0]


def _read_token() -> str:
    return str(CalendarEpoch.objects.filter(pk=1).values_list("token", flat=True).first() or "")


def _read_table(token: str) -> Table:
    return Table(
        token=token,
        years=dict(CalendarYear.objects.values_list("year", "confirmed")),
        exceptions=dict(CalendarDay.objects.values_list("day", "kind")),
    )
