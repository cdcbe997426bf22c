"""Answering a correction: only what was marked, nothing of what was sent is lost."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import State
from applications.errors import (
    CorrectionRefused,
    DraftChanged,
    Incomplete,
    MoveNotAllowed,
    MoveNotOpen,
)
from applications.models import Application, Correction
from applications.permissions import may_fill
from applications.workflow import MOVES
from foundation.accounts.acting import Acting
from foundation.eforms.settling import settle as settle_answers
from foundation.eforms.validation import check
from foundation.files import services as files

from .drafts import product_name_of
from .moves import claim, require_right, settle, too_late, write_transition
from .opening import answers_now, lock_open, running_correction, write_answers
from .surroundings import around

STEPS = {
    State.CORRECTION_BEFORE: "answer_correction",
    State.CORRECTION_AFTER: "answer_correction_after",
}


def save_correction(
    *,
    acting: Acting,
    application: Application,
    answers: dict[str, Any],
    version: int,
    at: datetime,
) -> Application:
    """Keep cleaned `answers` of marked fields beside what was sent, read at `version`.

    Raises:
        MoveNotAllowed: no right to fill in.
        MoveNotOpen: no correction runs (any more).
        FieldLocked: a field that was not marked; nothing is kept.
        DraftChanged: somebody saved since; nothing is overwritten.
    """
    if not may_fill(acting, application):
        raise MoveNotAllowed(_("您没有填写这份申请的权限。"))
    settle(application=application, at=at)
    with transaction.atomic():
        locked = lock_open(application, answers)
        if locked.is_draft:
            raise MoveNotOpen(too_late(locked))
        if locked.version != version:
            raise DraftChanged(_("这次补正刚刚在另一个窗口或由同事保存过。"))
        locked.version += 1
        write_answers(locked, answers, acting=acting, at=at)
    return locked


def wrong_items(application: Application, *, at: datetime) -> dict[str, str]:
    """What still stands between a running correction and its answer: a sentence per open field."""
    running = running_correction(application)
    return _wrong(application, running, answers_now(application), at=at) if running else {}


def answer_correction(*, acting: Acting, application: Application, at: datetime) -> Application:
    """Send what was mended: it takes the place of what was sent, which stays readable.

    Raises:
        MoveNotAllowed: no right to submit.
        MoveNotOpen: no correction runs (any more).
        Incomplete: a marked field is missing or wrong.
        CorrectionRefused: nothing was changed at all.
    """
    settle(application=application, at=at)
    if application.state not in STEPS:
        raise MoveNotOpen(too_late(application))
    step = MOVES[STEPS[State(application.state)]]
    require_right(acting, application, step, at=at)
    running = running_correction(application)
    if running is None:
        raise MoveNotOpen(too_late(application))
    with transaction.atomic():
        claim(application, step, acting=acting, at=at)
        changed = _take(application, running, at=at)
        files.freeze(target=str(application.uuid))
        note = _("已修改：%(labels)s。") % {"labels": "、".join(changed)}
        write_transition(application, step, acting=acting, note=note, at=at)
    return application


def _take(application: Application, correction: Correction, *, at: datetime) -> list[str]:
    """Put what was mended in the place of what was sent; the labels of what changed.

    The row is held by now: what a file beside it changed meanwhile is read here.
    """
    correction.refresh_from_db()
    items = list(correction.items.all())
    answers = {**application.answers, **correction.mended}
    errors = _wrong(application, correction, answers, at=at)
    if errors:
        message = _("还有 %(n)d 处需要填写或修改。") % {"n": len(errors)}
        raise Incomplete(message, errors=errors)
    changed = [item.label for item in items if item.is_changed]
    if not changed:
        raise CorrectionRefused(_("您还没有修改任何一项，请按通知书的要求修改后再提交。"))
    for item in items:
        item.after = {"answer": answers.get(item.key)}
        item.save(update_fields=["after"])
    correction.answered_at = at
    correction.save(update_fields=["answered_at"])
    definition = application.form_version.compiled
    application.answers = settle_answers(definition, answers, around(application, at=at))
    application.product_name = product_name_of(application, at=at) or application.product_name
    application.save(update_fields=["answers", "product_name"])
    return changed


def _wrong(
    application: Application, correction: Correction, answers: dict[str, Any], *, at: datetime
) -> dict[str, str]:
    """Errors of the open fields; what was in order when it was sent is not asked again."""
    register = around(application, at=at)
    errors = check(application.form_version.compiled, answers, final=True, around=register)
    marked = {item.key for item in correction.items.all()}
    return {key: said for key, said in errors.items() if key.partition(".")[0] in marked}
