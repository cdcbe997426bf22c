"""Asking for a correction: item by item, everything at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import PauseCause, State
from applications.errors import CorrectionRefused, MoveNotOpen, NoteRequired
from applications.models import Application, Correction, CorrectionItem, CorrectionReason
from applications.workflow import MOVES
from foundation.accounts.acting import Acting
from foundation.accounts.models import User
from foundation.core.clock import local_date
from foundation.core.validators import storable
from foundation.eforms.definition import Definition, Field
from foundation.eforms.enums import FieldKind
from foundation.eforms.rules import Condition

from .moves import claim, clean_note, require_right, settle, too_late, write_transition

STEPS = {State.SUBMITTED: "ask_correction", State.EXAMINING: "ask_correction_after"}
# Without another day the applicant has so long; never longer than a year.
USUAL_TIME = timedelta(days=30)
LONGEST_TIME = timedelta(days=365)
TEXT_LENGTH = 500
REASON_LENGTH = 300


class Terms(TypedDict, total=False):
    """On which terms: words to all of it, another last day, and why it is asked again."""

    note: str
    answer_by: date | None
    approval_reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to mend: the field, a reason of the editors' list, and words of one's own."""

    key: str
    reason_id: int
    text: str = ""


def ask_correction(
    *,
    acting: Acting,
    application: Application,
    items: Sequence[Wanted],
    at: datetime,
    **terms: Unpack[Terms],
) -> Correction:
    """Open the marked fields to the applicant and stop the clock.

    Raises:
        MoveNotAllowed: not this person's; a second round is a supervisor's.
        MoveNotOpen: the matter is not with the clerk or the examiner.
        NoteRequired: a second round needs its reason.
        CorrectionRefused: nothing marked, an unknown field or reason, a day that cannot be.
    """
    settle(application=application, at=at)
    if application.state not in STEPS:
        raise MoveNotOpen(too_late(application))
    step = MOVES[STEPS[State(application.state)]]
    user = require_right(acting, application, step, at=at)
    marked = _marked(application, items)
    until = _day_to_answer(terms.get("answer_by"), today=local_date(at))
    with transaction.atomic():
        claim(application, step, acting=acting, at=at)
        correction = _open_round(application, terms, until, user=user, at=at)
        for item in marked:
            item.correction = correction
        CorrectionItem.objects.bulk_create(marked)
        write_transition(
            application,
            step,
            acting=acting,
            note=_notice(marked, until, clean_note(terms.get("note", ""))),
            cause=PauseCause.CORRECTION,
            at=at,
        )
    return correction


def _open_round(
    application: Application, terms: Terms, until: date, *, user: User, at: datetime
) -> Correction:
    number = application.corrections.count() + 1
    reason = storable(terms.get("approval_reason", "")).strip()[:REASON_LENGTH]
    is_again = number > 1
    if is_again and not reason:
        message = _("补正应当一次告知。再次要求补正，请填写理由。")
        raise NoteRequired(message, field="approval_reason")
    return Correction.objects.create(
        application=application,
        round=number,
        is_after_acceptance=application.state == State.CORRECTION_AFTER,
        asked_by=user,
        asked_at=at,
        answer_by=until,
        approved_by=user if is_again else None,
        approval_reason=reason if is_again else "",
    )


def _marked(application: Application, items: Iterable[Wanted]) -> list[CorrectionItem]:
    """The items, with the answers as they stand and what hangs on them."""
    definition = application.form_version.compiled
    wanted = {item.key: item for item in items}
    if not wanted:
        raise CorrectionRefused(_("请至少标出一项需要补正的内容。"), field="items")
    active = CorrectionReason.objects.filter(is_active=True)
    reasons = active.in_bulk({item.reason_id for item in wanted.values()})
    for item in wanted.values():
        if not _may_be_mended(definition.inputs.get(item.key)):
            raise CorrectionRefused(_("申请表中没有这一项，请重新选择。"), field="items")
        if item.reason_id not in reasons:
            raise CorrectionRefused(_("请为每一项选择补正原因。"), field="items")
    return [
        CorrectionItem(
            key=key,
            label=field.label[:120],
            reason=reasons[item.reason_id],
            text=storable(item.text).strip()[:TEXT_LENGTH],
            before={"answer": application.answers.get(key)},
        )
        for key, field, item in _with_dependents(definition, wanted)
    ]


def _may_be_mended(field: Field | None) -> bool:
    return field is not None and field.kind != FieldKind.CALCULATED


def _with_dependents(
    definition: Definition, wanted: dict[str, Wanted]
) -> Iterable[tuple[str, Field, Wanted]]:
    """What was marked, and fields that are asked only because of its answer: they open with it."""
    opened = dict(wanted)
    for key, field in definition.inputs.items():
        cause = next((name for name in _asked_because_of(field) if name in opened), None)
        if cause is not None and key not in opened and _may_be_mended(field):
            text = _("如因“%(label)s”的修改需要调整，请一并修改。")
            label = definition.inputs[cause].label
            opened[key] = Wanted(key, opened[cause].reason_id, text % {"label": label})
    return ((key, field, opened[key]) for key, field in definition.inputs.items() if key in opened)


def _asked_because_of(field: Field) -> list[str]:
    conditions: list[Condition | None] = [field.show, field.require]
    conditions += [rule.when for rule in field.option_rules]
    return [test.key for condition in conditions if condition for test in condition.tests]


def _day_to_answer(answer_by: date | None, *, today: date) -> date:
    until = answer_by or today + USUAL_TIME
    if not today < until <= today + LONGEST_TIME:
        message = _("补正期限应在明天至一年之内。")
        raise CorrectionRefused(message, field="answer_by")
    return until


def _notice(items: list[CorrectionItem], until: date, note: str) -> str:
    lines = [
        f"{number}. {item.label}：{item.reason.text}" + (f"（{item.text}）" if item.text else "")
        for number, item in enumerate(items, 1)
    ]
    head = _("请在 %(day)s 前补正以下 %(n)d 项：") % {"day": until, "n": len(items)}
    return "\n".join([head, *lines, *([note] if note else [])])
