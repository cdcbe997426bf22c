"""What happens because a day has passed, or because the calendar was changed."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django_tasks import task

from applications.enums import ClockKind, State
from applications.models import Application, ClockEvent, Correction
from applications.workflow import WAITING_FOR_APPLICANT
from foundation.core import clock
from foundation.core.clock import local_date

from .clock import reckon
from .keeping import due_days
from .moves import settle

CHUNK = 200


def run_clock(*, at: datetime) -> int:
    """Deem accepted and lapse what waited too long; how many moved by this run.

    Two at once do no harm: each matter is moved once. A matter that came without a ledger was
    not received here, so no silence of the authority counts against it.
    """
    today = local_date(at)
    mine = OuterRef("pk")
    received = ClockEvent.objects.filter(application=mine, kind=ClockKind.RECEIVED)
    late = Correction.objects.filter(application=mine, answer_by__lt=today).unanswered()
    unheard = Q(Exists(received), state=State.SUBMITTED, due_on__lt=today)
    unanswered = Q(Exists(late), state__in=WAITING_FOR_APPLICANT)
    waiting = Application.objects.filter(unheard | unanswered).with_parties()
    return sum(
        settle(application=application, at=at)
        for application in waiting.select_related("form_version").iterator(chunk_size=CHUNK)
    )


def recompute_open(*, at: datetime) -> int:
    """Reckon the due days of open matters anew, by the calendar as it is now; how many changed.

    What has ended keeps the day that it had. A matter that moves meanwhile reckons for itself.
    """
    matters = Application.objects.open().order_by("pk").prefetch_related("clock_events")
    today, changed = local_date(at), 0
    for application in matters.defer("answers").iterator(chunk_size=CHUNK):
        days = due_days(reckon(application, on=today))
        stored = {"due_on": application.due_on, "warn_on": application.warn_on}
        if days is None or days == stored:
            continue
        as_read = Application.objects.filter(pk=application.pk, version=application.version)
        changed += as_read.update(**days)
    return changed


@task()
def recompute_due_days() -> int:
    """The same, as the job that an edit of the calendar asks for."""
    return recompute_open(at=clock.now())


def calendar_changed() -> None:
    """Let the worker reckon anew."""
    recompute_due_days.enqueue()
