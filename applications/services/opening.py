"""What the applicant may change now: all of a draft, the marked items of a running correction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from applications.errors import FieldLocked, MoveNotOpen
from applications.models import Application, Correction
from applications.workflow import WAITING_FOR_APPLICANT
from foundation.accounts.acting import Acting


def running_correction(application: Application) -> Correction | None:
    """The round that waits for the applicant, with its items."""
    if application.state not in WAITING_FOR_APPLICANT:
        return None
    rounds = Correction.objects.filter(application=application).unanswered()
    return rounds.prefetch_related("items__reason").last()


def open_keys(application: Application) -> frozenset[str]:
    """Keys of the fields that are open to the applicant."""
    if application.is_draft:
        return frozenset(application.form_version.compiled.inputs)
    running = running_correction(application)
    return frozenset(item.key for item in running.items.all()) if running else frozenset()


def answers_now(application: Application) -> dict[str, Any]:
    """The answers with what was mended so far; what was sent stays as it was until it is answered."""
    running = running_correction(application)
    return {**application.answers, **(running.mended if running else {})}


def lock_open(application: Application, keys: Iterable[str]) -> Application:
    """The row, held until the transaction ends, if every one of `keys` is open.

    Raises:
        MoveNotOpen: sent meanwhile, or nothing is to be mended.
        FieldLocked: names each field that was not marked.
    """
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if locked.is_draft:
        return locked
    marked = open_keys(locked)
    if not marked:
        raise MoveNotOpen(_("这份申请已经提交，不能再修改；如需更正，请等待补正通知或撤回。"))
    inputs = locked.form_version.compiled.inputs
    errors = {
        key: _("“%(label)s”不在本次补正范围内，不能修改。")
        % {"label": inputs[key].label if key in inputs else key}
        for key in keys
        if key not in marked
    }
    if errors:
        message = _("本次补正只能修改通知书列出的内容，其余内容保持提交时的样子。")
        raise FieldLocked(message, errors=errors)
    return locked


def write_answers(
    locked: Application, changes: dict[str, Any], *, acting: Acting, at: datetime
) -> None:
    """Keep new answers: in the draft itself, or beside what was sent until that is answered."""
    running = running_correction(locked)
    if running is None:
        locked.answers = {**locked.answers, **changes}
    else:
        for item in running.items.all():
            if item.key in changes:
                item.after = {"answer": changes[item.key]}
                item.save(update_fields=["after"])
    locked.saved_at, locked.saved_by = at, acting.user
    locked.save(update_fields=["answers", "saved_at", "saved_by", "version"])
