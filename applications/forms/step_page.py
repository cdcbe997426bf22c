"""One step of a draft as a page."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from applications import services
from applications.models import Application
from applications.presentation import draft_rail, step_states, told_apart
from applications.presentation.drafts import StepState, age_in_words
from foundation.core.clock import now
from foundation.core.http import PortalRequest
from foundation.eforms.definition import Definition, Step
from foundation.eforms.enums import FieldKind
from foundation.eforms.forms import AnswerForm, form_class
from foundation.eforms.picks import Pick
from foundation.eforms.render import masked_answers
from foundation.eforms.settling import live_state, standing
from foundation.eforms.wording import hinted

if TYPE_CHECKING:
    from .posted import Posted

TEMPLATE = "applications/fill.html"


@dataclass
class StepPage:
    """One step of one draft.

    Attributes:
        draft: the draft as last read or saved.
        number: the step, from 1.
        in_full: whether the visitor reads personal numbers unmasked.
        errors: sentences by field key.
        documents: what the visitor's document store offers to file slots.
        more_rows: the group or table that is drawn with one row more.
    """

    draft: Application
    number: int
    in_full: bool
    errors: dict[str, str] = field(default_factory=dict)
    more_rows: str = ""
    documents: tuple[Pick, ...] = ()

    @property
    def definition(self) -> Definition:
        """The form that the draft was begun with."""
        return self.draft.form_version.compiled

    @property
    def index(self) -> int:
        """The step as the definition counts it."""
        return self.number - 1

    @property
    def step(self) -> Step:
        """What is asked here."""
        return self.definition.steps[self.index]

    @cached_property
    def states(self) -> list[StepState]:
        """Every step that is asked, with what is still missing."""
        return step_states(self.draft)

    @property
    def following(self) -> int:
        """The next step that is asked."""
        return next((each.number for each in self.states if each.number > self.number), self.number)

    @property
    def preceding(self) -> int:
        """The step before that is asked."""
        before = [each.number for each in self.states if each.number < self.number]
        return before[-1] if before else self.number

    @property
    def is_last(self) -> bool:
        """No step follows."""
        return self.following == self.number

    def find_errors(self, *, at: datetime) -> None:
        """Check this step as if it were submitted; what was found earlier stays."""
        found = services.missing_answers(self.draft, at=at, step=self.index)
        self.errors = {**found, **self.errors}

    def form(self, answers: dict[str, Any] | None = None) -> AnswerForm:
        """The fields with the answers so far; what is hidden now keeps what was typed."""
        typed = self.draft.answers if answers is None else answers
        around = services.around(self.draft, at=now())
        found = standing(self.definition, typed, around)
        shown = {**typed, **found.answers}
        around = replace(around, picks={**around.picks, FieldKind.FILE: self.documents})
        drawn = hinted(self.definition, services.pitfalls(self.draft, at=now()))
        return form_class(drawn, step=self.index)(
            answers=shown if self.in_full else masked_answers(self.definition, shown),
            errors=self.errors,
            around=around,
            found=found,
            more_rows=self.more_rows,
        )

    def live(self, typed: dict[str, Any]) -> dict[str, Any]:
        """What changes on the page with what is typed now; nothing is saved."""
        answers = {**self.draft.answers, **typed}
        around = services.around(self.draft, at=now())
        return live_state(self.definition, answers, around, page=self.step)

    @property
    def is_live(self) -> bool:
        """Whether anything on this page depends on what is typed."""
        asked = [child for field in self.step.fields for child in (field, *field.fields)]
        return any(
            each.show or each.require or each.option_rules or each.total or each.formula
            for each in asked
        )

    def render(
        self, request: PortalRequest, *, show_errors: bool = False, **more: Any
    ) -> HttpResponse:
        """The page; with errors it is 422."""
        if show_errors:
            self.find_errors(at=now())
        status = more.pop("status", 422 if self.errors and request.method == "POST" else 200)
        context = {**self.part_context, "step": self.step, "form": self.form(), **more}
        return render(request, TEMPLATE, context, status=status)

    @property
    def part_context(self) -> dict[str, Any]:
        """What the page and its parts say of the draft."""
        place = next((n for n, each in enumerate(self.states, 1) if each.number == self.number), 1)
        return {
            "application": self.draft,
            "position": _("%(title)s · 第 %(number)d 步，共 %(total)d 步")
            % {
                "title": self.draft.service_title,
                "number": place,
                "total": len(self.states),
            },
            "rail": draft_rail(self.draft, self.states, current=self.number),
            "number": self.number,
            "saved_age": age_in_words(self.draft.saved_at),
            "is_live": self.is_live,
            "has_newer_form": services.newer_form(self.draft) is not None,
            "is_part": False,
            "conflict": None,
            "is_first": self.preceding == self.number,
            "is_last": self.is_last,
        }

    def render_saved(self, request: PortalRequest) -> HttpResponse:
        """The quiet answer to an autosave: when it was saved, and the version to go on from."""
        return render(request, f"{TEMPLATE}#autosaved", {**self.part_context, "is_part": True})

    def render_conflict(
        self, request: PortalRequest, posted: "Posted", *, message: str
    ) -> HttpResponse:
        """Somebody saved meanwhile: both texts on one page, nothing overwritten."""
        self.draft.refresh_from_db()
        if posted.is_autosave:
            return render(request, "errors/part.html", {"message": message}, status=409)
        typed = {**self.draft.answers, **posted.answers}
        rows = told_apart(self.draft, typed, step=self.index, in_full=self.in_full)
        conflict = {"message": message, "rows": rows, "who": self.draft.saved_by}
        return self.render(request, form=self.form(typed), conflict=conflict, status=409)
