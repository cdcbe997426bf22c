"""The legal clock: every day is reckoned from the ledger, by the calendar that editors keep.

The day of receipt or acceptance is not counted (domain facts, 4.5). The day on which the clock
is stopped still counts; the days after it, up to and with the day on which it is resumed, do not:
they are the applicant's, or those of the special procedure. So a pause never moves the due day
earlier.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from django.utils.translation import gettext as _

from applications.enums import ClockKind, PauseCause
from applications.models import Application
from foundation.directory.errors import CalendarMissing
from foundation.directory.working_days import is_working_day

# Administrative Licensing Law art. 32: told within five working days, or deemed accepted.
ACCEPTANCE_DAYS = 5
# Art. 42: where neither promise nor special rule says otherwise.
DEFAULT_DAYS = 20
# The desk is warned from this share of the period on.
WARN_PERCENT = 70
ONE_DAY = timedelta(days=1)

Works = Callable[[date], bool]


class Entry(Protocol):
    """What is read of an entry of the ledger."""

    kind: str
    cause: str
    on: date
    days: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that did not count, and why.

    Attributes:
        start: the day of stopping; it still counted.
        end: the day of resuming, the last that did not count; none while the pause runs.
        working_days: so many working days did not count until now.
    """

    cause: str
    start: date
    end: date | None = None
    working_days: int = 0

    @property
    def label(self) -> str:
        """The cause in words."""
        return str(PauseCause(self.cause).label) if self.cause in PauseCause.values else self.cause

    def covers(self, day: date) -> bool:
        """Whether this pause keeps `day` from counting."""
        return self.start < day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What the ledger says on one day.

    Attributes:
        is_decision: the period for the decision runs; before acceptance it is the five days.
        start: the day of receipt or acceptance, which is not counted; none without a ledger.
        total: working days allowed, an extension included.
        used: working days counted so far; unknown without a calendar.
        due_on: the last day; none while the clock stands still or the calendar has no table.
        warn_on: from this day on it is urgent.
        extended: working days that an extension added.
        ended_on: the day on which the matter ended, if it has.
        notes: sentences that stand in the ledger.
        problem: for staff: which table of the calendar is missing.
    """

    is_decision: bool = False
    start: date | None = None
    total: int = 0
    used: int | None = None
    due_on: date | None = None
    warn_on: date | None = None
    is_stopped: bool = False
    pauses: tuple[Pause, ...] = ()
    extended: int = 0
    ended_on: date | None = None
    notes: tuple[str, ...] = ()
    problem: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is a ledger to reckon from."""
        return self.start is not None

    @property
    def left(self) -> int | None:
        """Working days that remain; fewer than none when it is late."""
        return None if self.used is None else self.total - self.used

    @property
    def progress(self) -> str:
        """第 12 / 20 个工作日."""
        if not self.is_known or self.used is None:
            return ""
        if self.used > self.total:
            return _("已超过期限 %(n)d 个工作日") % {"n": self.used - self.total}
        return _("第 %(used)d / %(total)d 个工作日") % {"used": self.used, "total": self.total}

    @property
    def sentence(self) -> str:
        """Why days did not count, and what else the ledger says; empty if all counted."""
        said = [*self.notes, *(_pause_sentence(pause) for pause in self.pauses)]
        if self.extended:
            said.append(_("经批准，期限延长 %(n)d 个工作日。") % {"n": self.extended})
        if self.problem:
            said.append(_("期限所在年份的节假日安排尚未公布，公布后即可算出期限。"))
        return "".join(said)


@dataclass(slots=True)
class _Span:
    """The ledger as read so far: a new receipt, or the acceptance, begins it anew."""

    start: date | None = None
    total: int = 0
    is_decision: bool = False
    pauses: list[Pause] = field(default_factory=list)
    extended: int = 0
    ended_on: date | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def stopped_on(self) -> date | None:
        """Since when the clock stands still, if it does."""
        return self.pauses[-1].start if self.pauses and self.pauses[-1].end is None else None


def reckon(application: Application, *, on: date) -> Reckoning:
    """The clock of a matter as it stands on that day."""
    return reckon_ledger(application.clock_events.all(), on=on)


def reckon_ledger(
    entries: Iterable[Entry], *, on: date, works: Works = is_working_day
) -> Reckoning:
    """The same from the entries alone, oldest first."""
    span = _read(entries)
    if span.start is None:
        return Reckoning(is_stopped=span.stopped_on is not None, pauses=tuple(span.pauses))
    until = min(on, span.ended_on) if span.ended_on else on
    problem, used, due_on, warn_on = "", None, None, None
    pauses = tuple(span.pauses)
    try:
        used = sum(_counts(span, day, works) for day in _days(span.start, until))
        pauses = tuple(_measured(pause, until, works) for pause in span.pauses)
        warn_on = _day_number(span, -(-span.total * WARN_PERCENT // 100), works)
        due_on = _day_number(span, span.total, works)
    except CalendarMissing as error:
        problem = error.message
    return Reckoning(
        is_decision=span.is_decision,
        start=span.start,
        total=span.total,
        used=used,
        due_on=due_on,
        warn_on=warn_on if due_on else None,
        is_stopped=span.stopped_on is not None,
        pauses=pauses,
        extended=span.extended,
        ended_on=span.ended_on,
        notes=tuple(span.notes),
        problem=problem,
    )


def _read(entries: Iterable[Entry]) -> _Span:
    span = _Span()
    for entry in entries:
        if entry.kind == ClockKind.RECEIVED:
            span = _Span(start=entry.on, total=entry.days or ACCEPTANCE_DAYS)
        elif entry.kind == ClockKind.ACCEPTED:
            span = _Span(start=entry.on, total=entry.days or DEFAULT_DAYS, is_decision=True)
        else:
            _enter(span, entry)
        if entry.note:
            span.notes.append(entry.note)
    return span


def _enter(span: _Span, entry: Entry) -> None:
    """What happens to a period that runs."""
    if entry.kind == ClockKind.STOPPED and span.stopped_on is None:
        span.pauses.append(Pause(entry.cause, entry.on))
    elif entry.kind == ClockKind.RESUMED and span.stopped_on is not None:
        span.pauses[-1] = Pause(span.pauses[-1].cause, span.stopped_on, entry.on)
    elif entry.kind == ClockKind.EXTENDED:
        span.extended += entry.days or 0
        span.total += entry.days or 0
    elif entry.kind == ClockKind.ENDED:
        span.ended_on = entry.on


def _days(start: date, end: date) -> Iterable[date]:
    """Every day after `start`, up to and with `end`."""
    return (start + n * ONE_DAY for n in range(1, (end - start).days + 1))


def _counts(span: _Span, day: date, works: Works) -> bool:
    return works(day) and not any(pause.covers(day) for pause in span.pauses)


def _day_number(span: _Span, number: int, works: Works) -> date | None:
    """The day that counts as the `number`-th; none if the clock was stopped before it came."""
    if span.start is None:
        return None
    day, counted = span.start, 0
    while counted < number:
        day += ONE_DAY
        if span.stopped_on is not None and day > span.stopped_on:
            return None
        counted += _counts(span, day, works)
    return day


def _measured(pause: Pause, until: date, works: Works) -> Pause:
    last = until if pause.end is None else pause.end
    lost = sum(works(day) for day in _days(pause.start, last))
    return Pause(pause.cause, pause.start, pause.end, lost)


def _pause_sentence(pause: Pause) -> str:
    facts = {
        "cause": pause.label,
        "start": pause.start + ONE_DAY,
        "end": pause.end,
        "n": pause.working_days,
    }
    if pause.end is None:
        return _("因%(cause)s，自 %(start)s 起暂停计时，已有 %(n)d 个工作日不计入期限。") % facts
    if pause.end <= pause.start:
        return _("因%(cause)s于 %(end)s 暂停计时，当日恢复。") % facts
    return _("因%(cause)s，%(start)s 至 %(end)s 的 %(n)d 个工作日不计入期限。") % facts
