"""Keeping the clock's ledger: what a move enters, and the due day that lists sort by."""

from datetime import date

from django.utils.translation import gettext as _

from applications.enums import ClockKind
from applications.models import Application, ClockEvent, Transition
from foundation.core.clock import local_date
from foundation.core.state_table import Move

from .clock import ACCEPTANCE_DAYS, DEFAULT_DAYS, Reckoning, reckon_ledger

DEEMED = "deem_accepted"


def enter(
    application: Application, step: Move, transition: Transition, *, days: int | None = None
) -> None:
    """Enter what a move does to the clock, and store the due day that follows from it."""
    on, note = local_date(transition.at), ""
    if step.clock == ClockKind.RECEIVED:
        days = ACCEPTANCE_DAYS
    if step.clock == ClockKind.ACCEPTED:
        days = application.promised_days or application.legal_days or DEFAULT_DAYS
    if step.name == DEEMED:
        on = received_on(application) or on
        note = _("%(n)d 个工作日内未告知是否受理，自收到申请之日（%(day)s）起视为受理。") % {
            "n": ACCEPTANCE_DAYS,
            "day": on,
        }
    ClockEvent.objects.create(
        application=application,
        transition=transition,
        kind=step.clock,
        cause=transition.cause if step.clock == ClockKind.STOPPED else "",
        on=on,
        at=transition.at,
        days=days,
        note=note,
    )
    store_due(application, on=local_date(transition.at))


def store_due(application: Application, *, on: date) -> None:
    """Write the reckoned due day into the row, in the transaction of the move that changed it."""
    days = due_days(reckon_ledger(ClockEvent.objects.of(application), on=on))
    if days is None:
        return
    Application.objects.filter(pk=application.pk).update(**days)
    application.due_on, application.warn_on = days["due_on"], days["warn_on"]


def due_days(reckoning: Reckoning) -> dict[str, date | None] | None:
    """What the row says of a reckoning; nothing of a matter that came without a ledger."""
    if not reckoning.is_known and not reckoning.is_stopped:
        return None
    return {"due_on": reckoning.due_on, "warn_on": reckoning.warn_on}


def received_on(application: Application) -> date | None:
    """The day of the last receipt, if the ledger has one."""
    receipt = last_receipt(application)
    return receipt.on if receipt else None


def last_receipt(application: Application) -> ClockEvent | None:
    """The entry from which the five days run."""
    return ClockEvent.objects.of(application).filter(kind=ClockKind.RECEIVED).last()
