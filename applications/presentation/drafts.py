"""How far a draft is: its steps, complete or not, and who works on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _, ngettext

from applications import services
from applications.models import Application
from applications.permissions import may_fill, may_move, may_read_in_full
from applications.workflow import MOVES
from foundation.accounts.acting import Acting
from foundation.core.clock import now
from foundation.eforms.changes import changes_between
from foundation.eforms.definition import Step
from foundation.eforms.models import FormVersion
from foundation.eforms.render import SummaryRow, summary_rows
from foundation.eforms.settling import standing
from foundation.eforms.surroundings import Surroundings
from foundation.eforms.validation import check

from .matter import answer_rows, attached_by_name, linked_errors


@dataclass(frozen=True, slots=True)
class StepState:
    """One step of a draft.

    Attributes:
        number: from 1, as in its address.
        faults: how many answers are missing or wrong.
        is_begun: whether anything was answered in it.
    """

    number: int
    step: Step
    faults: int
    is_begun: bool

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing any more."""
        return self.is_begun and not self.faults


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the steps are complete."""

    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing any more."""
        return self.done == self.total

    def __str__(self) -> str:
        return _("%(done)d/%(total)d 步") % {"done": self.done, "total": self.total}


def step_states(draft: Application, *, around: Surroundings | None = None) -> list[StepState]:
    """Every step that is asked, with what is still missing in it."""
    around = around or services.around(draft, at=now())
    definition = draft.form_version.compiled
    faults = check(definition, draft.answers, final=True, around=around)
    hidden = standing(definition, draft.answers, around).hidden_steps
    wrong = [key.partition(".")[0] for key in faults]
    return [
        StepState(
            number=number,
            step=step,
            faults=sum(wrong.count(field.key) for field in step.fields if field.is_input),
            is_begun=_is_begun(step, draft.answers),
        )
        for number, step in enumerate(definition.steps, 1)
        if number - 1 not in hidden
    ]


def _is_begun(step: Step, answers: dict[str, Any]) -> bool:
    """Whether a person answered here; what was filled in for him does not count."""
    return any(
        field.key in answers for field in step.fields if field.is_input and not field.prefill
    )


def _counted(states: list[StepState]) -> Progress:
    return Progress(sum(state.is_complete for state in states), len(states))


def draft_rail(
    draft: Application, states: list[StepState], *, current: int
) -> list[dict[str, Any]]:
    """The steps as one goes along them; `current` is the number of one, or 0 on the last page."""
    rail = [
        {
            "label": state.step.title,
            "state": _mark(state, current=current),
            "note": _note(state),
            "href": ""
            if state.number == current
            else reverse("applications:fill", args=[draft.uuid, state.number])
            + ("?check=1" if state.is_begun and state.faults else ""),
        }
        for state in states
    ]
    review = "" if current == 0 else reverse("applications:review", args=[draft.uuid])
    mark = "next" if current else "now"
    return [*rail, {"label": _("核对并提交"), "state": mark, "note": "", "href": review}]


def _mark(state: StepState, *, current: int) -> str:
    if state.number == current:
        return "now"
    if not state.is_begun:
        return "next"
    return "stop" if state.faults else "past"


def _note(state: StepState) -> str:
    if not state.is_begun:
        return ""
    if state.faults:
        return ngettext("%(n)d 处待补", "%(n)d 处待补", state.faults) % {"n": state.faults}
    return _("已填好")


def age_in_words(at: datetime) -> str:
    """How long ago, as one says it."""
    if now() - at < timedelta(minutes=1):
        return _("刚刚")
    return _("%(age)s前") % {"age": timesince(at, depth=1)}


def draft_rows(drafts: Sequence[Application]) -> list[dict[str, Any]]:
    """Drafts as lists show them: how far, who, whether the form has changed meanwhile.

    Read them `with_progress`: then ten drafts cost no more queries than one.
    """
    around, outdated = services.around_each(drafts, at=now()), services.outdated(drafts)
    rows = []
    for draft in drafts:
        states = step_states(draft, around=around[draft.uuid])
        row = {
            "draft": draft,
            "progress": _counted(states),
            "url": _next_page(draft, states),
            "who": draft.saved_by or draft.applicant,
            "age": age_in_words(draft.saved_at),
            "begun": age_in_words(draft.created_at),
            "has_newer_form": draft.uuid in outdated,
        }
        rows.append(row)
    return rows


def _next_page(draft: Application, states: list[StepState]) -> str:
    """Where one goes on: the first step that is not complete, or the last page."""
    for state in states:
        if not state.is_complete:
            return reverse("applications:fill", args=[draft.uuid, state.number])
    return reverse("applications:review", args=[draft.uuid])


def review_context(draft: Application, *, acting: Acting) -> dict[str, Any]:
    """Everything that the page before sending shows."""
    states = step_states(draft)
    errors = services.missing_answers(draft, at=now())
    rows = answer_rows(draft, in_full=may_read_in_full(acting, draft))
    return {
        "application": draft,
        "parts": [
            (part, reverse("applications:fill", args=[draft.uuid, part.number])) for part in rows
        ],
        "errors": linked_errors(draft, errors),
        "rail": draft_rail(draft, states, current=0),
        "may_fill": may_fill(acting, draft),
        "may_submit": may_move(acting, draft, MOVES["submit"]),
    }


def renewal_context(draft: Application, newer: FormVersion, *, at: datetime) -> dict[str, Any]:
    """What changed between the draft's form and the one in force, and what becomes of answers."""
    old, new = draft.form_version.compiled, newer.compiled
    until = services.kept_until(newer)
    return {
        "application": draft,
        "newer": newer,
        "changes": changes_between(old, new),
        "carried": services.carry_over(old, new, draft.answers),
        "kept_until": until,
        "may_keep": at < until,
    }


def told_apart(
    draft: Application, typed: dict[str, Any], *, step: int, in_full: bool
) -> list[tuple[SummaryRow | None, SummaryRow]]:
    """What is stored and what was typed, of each answer of the step in which they differ."""
    definition = draft.form_version.compiled
    asked = definition.inputs_of(step)
    stored, own = (
        {
            row.key: row
            for part in summary_rows(
                definition, answers, attached_by_name(draft), masked=not in_full
            )
            for row in part.rows
            if row.key in asked
        }
        for answers in (draft.answers, typed)
    )
    return [(stored.get(key), row) for key, row in own.items() if stored.get(key) != row]
