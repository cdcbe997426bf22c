"""What the matters of a service went through of late: how long they take, what is to be mended."""

from datetime import datetime, timedelta
from statistics import median_high, quantiles

from django.core.cache import cache
from django.db.models import Count
from django.utils.translation import gettext as _

from applications.models import Application, ApplicationQuerySet, CorrectionItem
from foundation.core.clock import local_date
from foundation.directory.working_days import working_days_between
from service_catalog.models import (
    Experience,
    Reason,
    ServicePage,
    experience_of as experience_told,
)

LATELY = timedelta(days=90)
KEPT_SECONDS = 3600
# Tukey's fences: what lies farther out than this many times the middle half is an outlier.
FENCE = 1.5
FEWEST_FOR_FENCES = 4
MOST_REASONS = 5


def experience_of(service: ServicePage, at: datetime) -> Experience:
    """The experience of the last ninety days with one service, drawn anew every hour.

    Raises:
        CalendarMissing: a year without a table of working days.
    """
    key = f"applications:experience:{service.pk}:{local_date(at)}"
    found: Experience | None = cache.get(key)
    if found is None:
        found = _drawn(service, at)
        cache.set(key, found, timeout=KEPT_SECONDS)
    return found


def _drawn(service: ServicePage, at: datetime) -> Experience:
    ended = Application.objects.filter(service=service).ended_well_since(at - LATELY)
    spans = ended.values_list("accepted_at", "ended_at")
    corrected, reasons = _corrections(ended)
    days = [
        working_days_between(local_date(start), local_date(end))
        for start, end in spans
        if start and end
    ]
    return Experience(
        usual_days=usual_days(days),
        corrected_share=round(100 * corrected / len(days)) if days else None,
        reasons=reasons,
        ended=len(days),
    )


def pitfalls(application: Application, *, at: datetime) -> dict[str, str]:
    """What others most often had to mend of late, in words, by the key of the field concerned."""
    told = application.service and experience_told(application.service, at)
    said: dict[str, list[str]] = {}
    for reason in told.reasons if told else ():
        example = _("（例如：%(example)s）") % {"example": reason.example} if reason.example else ""
        said.setdefault(reason.slot, []).append(f"{reason.text}{example}")
    return {
        key: _("近期常见补正原因：%(reasons)s。") % {"reasons": "；".join(words)}
        for key, words in said.items()
    }


def _corrections(ended: ApplicationQuerySet) -> tuple[int, list[Reason]]:
    """How many of these matters had to be corrected, and what most often, slot by slot."""
    items = CorrectionItem.objects.filter(correction__application__in=ended)
    corrected = items.values("correction__application").distinct().count()
    rows = items.values_list("reason__text", "reason__example", "key").annotate(
        number=Count("correction__application", distinct=True)
    )
    return corrected, [
        Reason(text=text, example=example, slot=key)
        for text, example, key, _number in rows.order_by("-number", "reason__text", "key")[
            :MOST_REASONS
        ]
    ]


def usual_days(days: list[int]) -> int | None:
    """The median of working days once outliers are out; None of nothing."""
    if not days:
        return None
    if len(days) < FEWEST_FOR_FENCES:
        return median_high(days)
    lower, _middle, upper = quantiles(days, n=4, method="inclusive")
    reach = FENCE * (upper - lower)
    return median_high([each for each in days if lower - reach <= each <= upper + reach])


def demand_lately(at: datetime) -> dict[int, int]:
    """How often each service was applied for in the last ninety days, by its primary key."""
    return Application.objects.filter(submitted_at__gt=at - LATELY).counts_by_service()
