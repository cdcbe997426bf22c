"""Every move after submission: one path, five steps, one winner."""

from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from applications.enums import AUTHORITY, ENDED_STATES, ClockKind, State
from applications.errors import (
    CauseRequired,
    ExtensionRefused,
    MoveNotAllowed,
    MoveNotOpen,
    NoteRequired,
    WrongDays,
)
from applications.models import Application, ClockEvent, Correction, Transition
from applications.permissions import may_move
from applications.workflow import (
    APPLICANT_SUBMIT,
    CAUSES,
    CLOCK,
    MOVES,
    OWN_SERVICE,
    RESUME,
    WAITING_FOR_APPLICANT,
)
from foundation.accounts.acting import Acting
from foundation.accounts.models import User
from foundation.audit import services as audit
from foundation.core.clock import local_date
from foundation.core.state_table import Move
from foundation.core.validators import storable
from foundation.directory.errors import CalendarMissing
from foundation.directory.working_days import add_working_days

from .clock import reckon_ledger
from .keeping import enter, last_receipt
from .papers import issue
from .telling import tell_applicant

NOTE_LENGTH = 2000
MOST_EXTENDED_DAYS = 10
# So many working days are left to answer when the authority refused a withdrawal.
DAYS_TO_ANSWER = 5
# Who acts when a period ran out.
SYSTEM = Acting(enterprise_name=AUTHORITY)
SYSTEM_NAME = "系统"


class Said(TypedDict, total=False):
    """What is said with a move.

    `note` is the written reason; `cause`, of `begin_special` and `refuse_acceptance`, one of
    `CAUSES`; `days`, of `extend`, one to ten working days.
    """

    note: str
    cause: str
    days: int | None


def move(
    *, acting: Acting, application: Application, name: str, at: datetime, **said: Unpack[Said]
) -> Application:
    """Make the move `name` of the table, exactly once.

    Raises:
        MoveNotAllowed: not this person's to make.
        MoveNotOpen: the matter stands elsewhere by now; somebody was faster.
        NoteRequired: the table asks for a written reason.
        CauseRequired, WrongDays, ExtensionRefused: what the move needs besides is amiss.
    """
    step = MOVES[name]
    if name in OWN_SERVICE:
        raise MoveNotOpen(_("此操作需要在申请页面逐项填写，不能直接办理。"))
    settle(application=application, at=at)
    require_right(acting, application, step, at=at)
    _check_cause(step, said.get("cause", ""))
    said["note"] = _words(step, said)
    if step.clock == ClockKind.EXTENDED:
        _check_extension(application, said.get("days"), on=local_date(at))
    with transaction.atomic():
        claim(application, step, acting=acting, at=at)
        write_transition(application, step, acting=acting, at=at, **said)
    return application


def require_right(acting: Acting, application: Application, step: Move, *, at: datetime) -> User:
    """Who makes the move; a refusal, on record, if it is not this person's.

    Raises:
        MoveNotAllowed: it is not.
    """
    if acting.user is not None and may_move(acting, application, step):
        return acting.user
    audit.record_refusal(
        actor=acting.user,
        acting_for=acting.on_behalf,
        action=f"application.{step.name}",
        target=f"application:{application.uuid}",
        at=at,
    )
    raise MoveNotAllowed(_("您没有办理此操作的权限。"))


def clean_note(note: str) -> str:
    """What was written, as it can be kept."""
    return storable(note).strip()[:NOTE_LENGTH]


def _words(step: Move, said: Said) -> str:
    """The reason as it is told: the cause in words may stand for it, but not for a procedure."""
    note = clean_note(said.get("note", ""))
    label = str(CAUSES.get(step.name, {}).get(said.get("cause", ""), ""))
    if step.asks_note and not note and (step.clock == ClockKind.STOPPED or not label):
        raise NoteRequired(_("请填写理由或意见，办理记录会保留这段文字。"), field="note")
    return _("%(cause)s。%(note)s") % {"cause": label, "note": note} if label else note


def _check_cause(step: Move, cause: str) -> None:
    known = CAUSES.get(step.name, {})
    if (cause and cause not in known) or (step.clock == ClockKind.STOPPED and not cause):
        raise CauseRequired(_("请选择事由。"), field="cause")


def _check_extension(application: Application, days: int | None, *, on: date) -> None:
    if days is None or not 1 <= days <= MOST_EXTENDED_DAYS:
        message = _("延长期限为 1 至 %(n)d 个工作日。") % {"n": MOST_EXTENDED_DAYS}
        raise WrongDays(message, field="days")
    reckoning = reckon_ledger(ClockEvent.objects.of(application), on=on)
    if reckoning.extended:
        raise ExtensionRefused(_("期限已经延长过一次，依法不能再次延长。"))
    if reckoning.due_on is not None and on > reckoning.due_on:
        raise ExtensionRefused(_("期限已过，依法不能再延长。请尽快作出决定。"))


def claim(
    application: Application, step: Move, *, acting: Acting, at: datetime, **more: Any
) -> None:
    """Take the row from the state it was read in, or lose the race.

    Raises:
        MoveNotOpen: the state has changed, or the table has no such move here.
    """
    before = application.state
    if before not in step.sources:
        raise MoveNotOpen(too_late(application))
    target = application.state_before if step.target == RESUME else step.target
    changes = {"state": target, "state_before": before, **_marks(application, step, acting, at)}
    won = Application.objects.filter(
        pk=application.pk, state=before, version=application.version
    ).update(version=F("version") + 1, **changes, **more)
    application.refresh_from_db()
    if not won:
        raise MoveNotOpen(too_late(application))


def write_transition(
    application: Application, step: Move, *, acting: Acting, at: datetime, **said: Unpack[Said]
) -> Transition:
    """History, clock, paper, audit and messages of a move that was won; in the same transaction."""
    if acting.user is None and step.by != CLOCK:  # may_move has refused all who are not signed in
        raise MoveNotAllowed(_("请先登录。"))
    transition = Transition.objects.create(
        application=application,
        name=step.name,
        from_state=application.state_before,
        to_state=application.state,
        actor=acting.user,
        actor_name=acting.name or SYSTEM_NAME,
        acting_for=for_whom(acting, application) if step.by == APPLICANT_SUBMIT else AUTHORITY,
        cause=said.get("cause", ""),
        note=said.get("note", ""),
        at=at,
    )
    _keep_corrections(application, step, at=at)
    if step.clock:
        enter(application, step, transition, days=said.get("days"))
    if step.paper:
        issue(transition=transition, kind=step.paper, at=at)
    _record(application, step, acting=acting, at=at)
    if step.by != APPLICANT_SUBMIT or step.name == "submit":
        tell_applicant(application, step, note=transition.note, at=at)
    return transition


def for_whom(acting: Acting, application: Application) -> str:
    """For whom an applicant's move was made, in words; at the counter it says so."""
    if acting.is_staff and application.is_counter:
        return _("%(name)s（窗口代录）") % {"name": application.applicant_name}
    return acting.on_behalf


def _record(application: Application, step: Move, *, acting: Acting, at: datetime) -> None:
    audit.record(
        actor=acting.user,
        acting_for=acting.on_behalf,
        action=f"application.{step.name}",
        target=f"application:{application.uuid}",
        detail={"from": application.state_before, "to": application.state},
        at=at,
    )


def _keep_corrections(application: Application, step: Move, *, at: datetime) -> None:
    """A round ends with its matter; after a refused withdrawal there are days left to answer."""
    rounds = Correction.objects.filter(application=application).unanswered()
    if application.state in ENDED_STATES:
        rounds.update(ended_at=at)
    if step.name == "refuse_withdrawal" and application.state in WAITING_FOR_APPLICANT:
        try:
            least = add_working_days(local_date(at), DAYS_TO_ANSWER)
        except CalendarMissing:
            return
        rounds.filter(answer_by__lt=least).update(answer_by=least)


def settle(*, application: Application, at: datetime) -> bool:
    """Make the clock's own move if its day has passed; of two at once, one does.

    Returns:
        Whether this call made it; the matter is then as the move left it.
    """
    name = _move_of_clock(application, on=local_date(at))
    if not name:
        return False
    step = MOVES[name]
    try:
        with transaction.atomic():
            claim(application, step, acting=SYSTEM, at=at)
            write_transition(application, step, acting=SYSTEM, at=at)
    except MoveNotOpen:
        return False
    return True


def _move_of_clock(application: Application, *, on: date) -> str:
    if application.state == State.SUBMITTED:
        reckoning = reckon_ledger(ClockEvent.objects.of(application), on=on)
        is_late = reckoning.due_on is not None and on > reckoning.due_on
        return "deem_accepted" if is_late else ""
    if application.state in WAITING_FOR_APPLICANT:
        rounds = Correction.objects.filter(application=application).unanswered()
        return "lapse" if rounds.filter(answer_by__lt=on).exists() else ""
    return ""


def _marks(application: Application, step: Move, acting: Acting, at: datetime) -> dict[str, Any]:
    marks: dict[str, Any] = {}
    if step.target in ENDED_STATES and application.ended_at is None:
        marks["ended_at"] = at
    if step.target == State.ACCEPTED:
        marks["accepted_at"] = at
    if step.target == State.DEEMED_ACCEPTED:
        receipt = last_receipt(application)
        marks["accepted_at"] = receipt.at if receipt else at
    if step.name in {"start_examination", "finish_examination"}:
        marks["examined_by"] = acting.user
    if step.name in {"grant", "reject"}:
        marks["decided_by"] = acting.user
    return marks


def too_late(application: Application) -> str:
    """Why a move is not open, in words for whoever tried it."""
    return _("这件申请现在的状态是“%(state)s”，此操作已不适用。请刷新后查看最新进展。") % {
        "state": application.status_label
    }
