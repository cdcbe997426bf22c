"""Figures of the desk: what is open, what comes in and goes out, how long it takes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncDate, TruncWeek
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from applications.enums import OPEN_STATES, Stars, State
from applications.models import Application, ApplicationQuerySet, CorrectionItem, Rating
from applications.services.experience import LATELY, usual_days
from foundation.accounts.acting import Acting
from foundation.core.clock import local_date
from foundation.directory.errors import CalendarMissing
from foundation.directory.working_days import working_days_between
from service_catalog.enums import Kind

WEEKS = 12
MOST_REASONS = 10
URGENCIES = ("today", "soon", "late")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, and one row of its table."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything on the page of figures; `usual` is None while a year has no calendar."""

    standing: dict[str, int]
    by_state: list[Bar]
    received: list[Bar]
    ended: list[Bar]
    usual: list[Bar] | None
    reasons: list[Bar]
    ratings: list[Bar]


def is_urgent(name: str, on: date) -> Q:
    """Due today; soon: from 70 % of the time on; late: after the due day."""
    return {
        "today": Q(due_on=on),
        "soon": Q(warn_on__lte=on, due_on__gte=on),
        "late": Q(due_on__lt=on),
    }[name]


def figures(*, acting: Acting, kind: str = "", at: datetime) -> Figures:
    """The figures of one kind of service, or of all, as far as this person may see them."""
    sent = Application.objects.visible_to(acting).sent().order_by()
    matters = sent.filter(kind=kind) if kind else sent
    weeks = _weeks(local_date(at))
    return Figures(
        standing=_standing(matters, local_date(at)),
        by_state=_by_state(matters),
        received=_by_week(matters, "submitted_at", weeks),
        ended=_by_week(matters, "ended_at", weeks),
        usual=_usual(matters, at),
        reasons=_reasons(matters, weeks[0]),
        ratings=_ratings(matters, weeks[0]),
    )


def _weeks(day: date) -> list[date]:
    """The Mondays of the last weeks, oldest first, this week's last."""
    monday = day - timedelta(days=day.weekday())
    return [monday - timedelta(weeks=n) for n in reversed(range(WEEKS))]


def _beginning(day: date) -> datetime:
    """The first moment of the day here, by which an index can be asked."""
    return make_aware(datetime.combine(day, time.min))


def _standing(matters: ApplicationQuerySet, on: date) -> dict[str, int]:
    urgent = {name: Count("pk", filter=is_urgent(name, on)) for name in URGENCIES}
    return matters.open().aggregate(open=Count("pk"), **urgent)


def _by_state(matters: ApplicationQuerySet) -> list[Bar]:
    numbers = matters.counts_by_state(list(OPEN_STATES))
    return [Bar(str(State(state).label), numbers.get(state, 0)) for state in OPEN_STATES]


def _by_week(matters: ApplicationQuerySet, moment: str, weeks: list[date]) -> list[Bar]:
    lately = matters.filter(**{f"{moment}__gte": _beginning(weeks[0])})
    rows = lately.annotate(week=TruncWeek(moment)).values("week").annotate(number=Count("pk"))
    numbers = {local_date(row["week"]): row["number"] for row in rows}
    return [Bar(_("%(day)s 起") % {"day": f"{week:%m-%d}"}, numbers.get(week, 0)) for week in weeks]


def _usual(matters: ApplicationQuerySet, at: datetime) -> list[Bar] | None:
    """Matters of equal days are counted together, so that their number does not matter."""
    ended = matters.ended_well_since(at - LATELY)
    spans = ended.annotate(start=TruncDate("accepted_at"), end=TruncDate("ended_at"))
    rows = spans.values_list("kind", "start", "end").annotate(number=Count("pk"))
    try:
        days = _days_by_kind(rows)
    except CalendarMissing:
        return None
    medians = [(str(kind.label), usual_days(list(days[kind].elements()))) for kind in Kind]
    return [Bar(label, value) for label, value in medians if value is not None]


def _days_by_kind(rows: Iterable[tuple[str, date, date, int]]) -> dict[str, Counter[int]]:
    days: dict[str, Counter[int]] = {kind: Counter() for kind in Kind.values}
    for kind, start, end, number in rows:
        days[kind][working_days_between(start, end)] += number
    return days


def _reasons(matters: ApplicationQuerySet, since: date) -> list[Bar]:
    items = CorrectionItem.objects.filter(
        correction__asked_at__gte=_beginning(since), correction__application__in=matters
    )
    rows = items.order_by().values_list("reason__text").annotate(number=Count("pk"))
    first = rows.order_by("-number", "reason__text")[:MOST_REASONS]
    return [Bar(text, number) for text, number in first]


def _ratings(matters: ApplicationQuerySet, since: date) -> list[Bar]:
    ratings = Rating.objects.filter(at__gte=_beginning(since), application__in=matters)
    rows = dict(ratings.order_by().values_list("stars").annotate(number=Count("pk")))
    return [Bar(str(stars.label), rows.get(stars.value, 0)) for stars in Stars]
