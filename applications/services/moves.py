"""Every move after submission: one path, five steps, one winner."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from applications.enums import ENDED_STATES, State
from applications.errors import MoveNotAllowed, MoveNotOpen, NoteRequired
from applications.models import Application, Transition
from applications.permissions import may_move
from applications.workflow import APPLICANT_SUBMIT, MOVES, RESUME
from foundation.accounts.acting import Acting
from foundation.audit import services as audit
from foundation.core.clock import local_date
from foundation.core.state_table import Move
from foundation.core.validators import storable
from foundation.directory.working_days import add_working_days

from .telling import tell_applicant

DEFAULT_DAYS = 20
NOTE_LENGTH = 2000


def move(
    *, acting: Acting, application: Application, name: str, note: str = "", at: datetime
) -> Application:
    """Make the move `name` of the table, exactly once.

    Raises:
        MoveNotAllowed: not this person's to make.
        MoveNotOpen: the matter stands elsewhere by now; somebody was faster.
        NoteRequired: the table asks for a written reason.
    """
    step = MOVES[name]
    if not may_move(acting, application, step):
        audit.record_refusal(
            actor=acting.user,
            acting_for=acting.on_behalf,
            action=f"application.{name}",
            target=f"application:{application.uuid}",
            at=at,
        )
        raise MoveNotAllowed(_("您没有办理此操作的权限。"))
    note = storable(note).strip()[:NOTE_LENGTH]
    if step.asks_note and not note:
        raise NoteRequired(_("请填写理由或意见，办理记录会保留这段文字。"), field="note")
    with transaction.atomic():
        claim(application, step, acting=acting, at=at)
        write_transition(application, step, acting=acting, note=note, at=at)
    return application


def claim(
    application: Application, step: Move, *, acting: Acting, at: datetime, **more: Any
) -> None:
    """Take the row from the state it was read in, or lose the race.

    Raises:
        MoveNotOpen: the state has changed, or the table has no such move here.
    """
    before = application.state
    if before not in step.sources:
        raise MoveNotOpen(_too_late(application))
    target = application.state_before if step.target == RESUME else step.target
    changes = {"state": target, "state_before": before, **_marks(application, step, acting, at)}
    won = Application.objects.filter(
        pk=application.pk, state=before, version=application.version
    ).update(version=F("version") + 1, **changes, **more)
    if not won:
        application.refresh_from_db()
        raise MoveNotOpen(_too_late(application))
    application.refresh_from_db()


def write_transition(
    application: Application, step: Move, *, acting: Acting, note: str, at: datetime
) -> None:
    """History, audit and messages of a move that was won; in the same transaction."""
    if acting.user is None:  # may_move has refused everybody who is not signed in
        raise MoveNotAllowed(_("请先登录。"))
    Transition.objects.create(
        application=application,
        name=step.name,
        from_state=application.state_before,
        to_state=application.state,
        actor=acting.user,
        actor_name=acting.name,
        acting_for=acting.on_behalf,
        note=note,
        at=at,
    )
    audit.record(
        actor=acting.user,
        acting_for=acting.on_behalf,
        action=f"application.{step.name}",
        target=f"application:{application.uuid}",
        detail={"from": application.state_before, "to": application.state},
        at=at,
    )
    if step.by != APPLICANT_SUBMIT or step.name == "submit":
        tell_applicant(application, step, note=note, at=at)


def _marks(application: Application, step: Move, acting: Acting, at: datetime) -> dict[str, Any]:
    marks: dict[str, Any] = {}
    if step.target in ENDED_STATES:
        marks["ended_at"] = at
    if step.target == State.ACCEPTED:
        days = application.promised_days or DEFAULT_DAYS
        marks |= {"accepted_at": at, "due_on": add_working_days(local_date(at), days)}
    if step.name in {"start_examination", "finish_examination"}:
        marks["examined_by"] = acting.user
    if step.name in {"grant", "reject"}:
        marks["decided_by"] = acting.user
    return marks


def _too_late(application: Application) -> str:
    return _("这件申请现在的状态是“%(state)s”，此操作已不适用。请刷新后查看最新进展。") % {
        "state": application.status_label
    }
