"""A matter as pages and API show it: progress, facts, answers, history in words."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.enums import ENDED_STATES, STOPPED_STATES, State
from applications.models import Application, Transition
from applications.services.surroundings import around
from applications.workflow import MOVES
from foundation.core.clock import now, today
from foundation.directory.errors import CalendarMissing
from foundation.directory.working_days import working_days_between
from foundation.eforms.render import SummaryStep, masked_answers, summary_rows
from foundation.eforms.settling import standing
from foundation.eforms.surroundings import Surroundings
from foundation.files.models import StoredFile

# The line that an applicant follows: state that begins the stage, its name.
STAGES = [
    (State.SUBMITTED, "提交"),
    (State.ACCEPTED, "受理"),
    (State.EXAMINING, "审查"),
    (State.DECIDING, "决定"),
    (State.GRANTED, "办结"),
]
ORDER = {state.value: number for number, (state, _name) in enumerate(STAGES)} | {
    State.CORRECTION_BEFORE.value: 0,
    State.DEEMED_ACCEPTED.value: 1,
    State.CORRECTION_AFTER.value: 2,
    State.SPECIAL.value: 2,
    State.DELIVERED.value: 4,
}
GOOD_ENDS = (State.GRANTED, State.DELIVERED)


def matter_context(application: Application, *, in_full: bool = False) -> dict[str, Any]:
    """Everything that the page of one matter shows; numbers of persons masked unless `in_full`."""
    history = list(Transition.objects.of(application))
    return {
        "application": application,
        "steps": progress_steps(application, history),
        "rows": answer_rows(application, in_full=in_full),
        "timeline": timeline(application, history),
        "facts": facts(application),
    }


def answer_rows(application: Application, *, in_full: bool = False) -> list[SummaryStep]:
    """The answers that count, step by step; numbers of persons masked unless `in_full`."""
    definition, files = application.form_version.compiled, attached_by_name(application)
    present = Surroundings(today=today(), files=files)
    # What was sent is settled for good; of a draft, today's register decides.
    register = around(application, at=now()) if application.is_draft else present
    found = standing(definition, application.answers, register)
    return summary_rows(
        definition, found.answers, files, masked=not in_full, hidden=frozenset(found.hidden)
    )


def has_numbers(application: Application) -> bool:
    """Whether any personal number was given that a mask would hide."""
    answers: dict[str, Any] = application.answers
    return bool(masked_answers(application.form_version.compiled, answers) != answers)


def shown_answers(application: Application, *, in_full: bool) -> dict[str, Any]:
    """The answers as stored, numbers of persons masked unless `in_full`."""
    if in_full:
        return dict(application.answers)
    return masked_answers(application.form_version.compiled, application.answers)


def attached_by_name(application: Application) -> dict[str, StoredFile]:
    """The stored files of the matter, by the name that answers give them."""
    attached = StoredFile.objects.attached_to(str(application.uuid))
    return {str(stored.uuid): stored for stored in attached}


def linked_errors(application: Application, errors: dict[str, str]) -> list[dict[str, str]]:
    """Each error with the address of its field."""
    steps = application.form_version.compiled.steps
    place = {field.key: number for number, step in enumerate(steps, 1) for field in step.fields}
    return [
        {
            "message": message,
            "url": reverse(
                "applications:fill", args=[application.uuid, place.get(key.partition(".")[0], 1)]
            )
            + f"?check=1#id_{key.replace('.', '-')}",
        }
        for key, message in errors.items()
    ]


def progress_steps(application: Application, history: list[Transition]) -> list[dict[str, Any]]:
    """Past, now and next, with the day on which each stage was reached."""
    days = {step.to_state: timezone.localtime(step.at).date() for step in history}
    state = application.state
    standing = application.state_before if state == State.WITHDRAW_REQUESTED else state
    ended = state in ENDED_STATES
    reached = max((ORDER.get(step.to_state, 0) for step in history), default=0)
    now = len(STAGES) - 1 if ended else ORDER.get(standing, reached)
    steps = []
    for number, (stage, name) in enumerate(STAGES):
        mark = _mark(number, now=now, reached=reached, ended=ended)
        note = str(days.get(stage, "")) if mark in {"past", "now"} else ""
        steps.append({"label": _(name), "state": mark, "note": note})
    if ended:
        good = state in GOOD_ENDS
        steps[-1] = {
            "label": application.status_label,
            "state": "past" if good else "stop",
            "note": str(days.get(state, "")),
        }
    return steps


def _mark(number: int, *, now: int, reached: int, ended: bool) -> str:
    if ended:
        return "past" if number <= reached else "next"
    if number == now:
        return "now"
    return "past" if number < now else "next"


def facts(application: Application) -> list[dict[str, Any]]:
    """The facts at a glance."""
    due = application.due_on.isoformat() if application.due_on and application.is_open else "—"
    moments = {_("提交时间"): application.submitted_at, _("办结时间"): application.ended_at}
    rows = [
        {"label": _("核对码"), "value": application.check_code or "—"},
        {"label": _("申请人"), "value": application.applicant_name},
    ]
    rows += [
        {"label": label, "value": f"{timezone.localtime(at):%Y-%m-%d %H:%M}"}
        for label, at in moments.items()
        if at
    ]
    if application.is_open:
        rows.append({"label": _("期限"), "value": due, "note": due_note(application)})
    return rows


def due_note(application: Application) -> str:
    """What the due day means in this state."""
    if application.state in STOPPED_STATES:
        return _("暂停计时")
    if application.state == State.SUBMITTED:
        return _("5 个工作日内答复是否受理")
    return _("承诺 %(n)d 个工作日内办结") % {"n": application.promised_days or 0}


def due_in_words(application: Application, on: date) -> str:
    """How far off the due day is, in working days; empty where nothing runs any more."""
    if not application.is_open or application.due_on is None:
        return _("暂停计时") if application.state in STOPPED_STATES else ""
    try:
        left = working_days_between(on, application.due_on)
    except CalendarMissing:
        return _("节假日安排尚未设置")
    if application.due_on < on:
        return _("已超期 %(n)d 个工作日") % {"n": -left}
    if left == 0:
        return _("今天到期")
    return _("还剩 %(n)d 个工作日") % {"n": left}


def timeline(application: Application, history: list[Transition]) -> list[dict[str, Any]]:
    """The history, newest first; staff appear as the authority, not by name."""
    own = application.applicant_name
    tones = {State.GRANTED: "ok", State.REJECTED: "no", State.NOT_ACCEPTED: "no"}
    return [
        {
            "at": step.at,
            "title": MOVES[step.name].label if step.name in MOVES else step.name,
            "text": step.note,
            "who": f"{step.actor_name}（{step.acting_for}）",
            "actor": step.actor_name if step.acting_for == own else step.acting_for,
            "kind": tones.get(State(step.to_state), ""),
        }
        for step in reversed(history)
    ]
