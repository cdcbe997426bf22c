"""A running correction as a page: the marked items, each with its reason, and what came back."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from applications import services
from applications.models import Correction
from applications.presentation import changes_of
from foundation.core.clock import now
from foundation.core.http import PortalRequest
from foundation.eforms.definition import Definition, Step
from foundation.eforms.enums import FieldKind
from foundation.eforms.forms import AnswerForm, form_class
from foundation.eforms.render import masked_answers
from foundation.eforms.settling import live_state, standing

from .posted import Posted
from .step_page import StepPage

TEMPLATE = "applications/correct.html"


@dataclass
class MendPage(StepPage):
    """The marked fields of a matter as one step; everything else stays as it was sent."""

    @cached_property
    def correction(self) -> Correction | None:
        """The round that waits for the applicant."""
        return services.running_correction(self.draft)

    @property
    def definition(self) -> Definition:
        """Only the marked fields, in the order of the form."""
        marked = services.open_keys(self.draft)
        fields = [field for field in self.whole if field.key in marked]
        return Definition(steps=(Step(title=_("补正"), fields=tuple(fields)),))

    @property
    def whole(self) -> Definition:
        """The form that the matter was sent with."""
        return self.draft.form_version.compiled

    def find_errors(self, *, at: datetime) -> None:
        """Check the marked fields as if they were sent now."""
        self.errors = {**services.wrong_items(self.draft, at=at), **self.errors}

    def live(self, typed: dict[str, Any]) -> dict[str, Any]:
        """What changes among the marked items; the conditions see the whole matter."""
        answers = {**services.answers_now(self.draft), **typed}
        around = services.around(self.draft, at=now())
        return live_state(self.whole, answers, around, page=self.step)

    def items(self, answers: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Each marked item: what is asked, what stood there, the field to mend it with."""
        if self.correction is None:
            return []
        changes = changes_of(self.draft, self.correction, in_full=self.in_full)
        asked = {change["item"].key: change for change in changes}
        keys = [field.key for field in self.step.fields if field.key in asked]
        return [{**asked[key], "form": self._form(key, answers)} for key in keys]

    def _form(self, key: str, answers: dict[str, Any] | None) -> AnswerForm:
        typed = services.answers_now(self.draft) if answers is None else answers
        around = services.around(self.draft, at=now())
        found = standing(self.whole, typed, around)
        shown = {**typed, **found.answers}
        around = replace(around, picks={**around.picks, FieldKind.FILE: self.documents})
        fields = tuple(field for field in self.step.fields if field.key == key)
        definition = Definition(steps=(Step(title="", fields=fields),))
        return form_class(definition, step=0)(
            answers=shown if self.in_full else masked_answers(self.whole, shown),
            errors=self.errors,
            around=around,
            found=found,
            more_rows=self.more_rows,
        )

    def render(
        self, request: PortalRequest, *, show_errors: bool = False, **more: Any
    ) -> HttpResponse:
        """The page; with errors it is 422."""
        if show_errors:
            self.find_errors(at=now())
        status = more.pop("status", 422 if self.errors and request.method == "POST" else 200)
        items = self.items(more.pop("answers", None))
        context = {
            "application": self.draft,
            "correction": self.correction,
            "items": items,
            "is_live": self.is_live,
            "errors": entries_of(items),
            **more,
        }
        return render(request, TEMPLATE, context, status=status)

    def render_saved(self, request: PortalRequest) -> HttpResponse:
        """The quiet answer to an autosave."""
        return render(request, f"{TEMPLATE}#autosaved", {"application": self.draft})

    def render_conflict(
        self, request: PortalRequest, posted: Posted, *, message: str
    ) -> HttpResponse:
        """Somebody saved meanwhile: what was typed stays on the page, nothing is overwritten."""
        self.draft.refresh_from_db()
        if posted.is_autosave:
            return render(request, "errors/part.html", {"message": message}, status=409)
        typed = {**services.answers_now(self.draft), **posted.answers}
        return self.render(request, answers=typed, conflict=message, status=409)


def entries_of(items: list[dict[str, Any]]) -> list[tuple[str, str, list[str]]]:
    """What is wrong in the marked items: where it stands, what it is called, what to do."""
    return [entry for item in items for entry in item["form"].error_entries]


class PostedMending(Posted):
    """What came back from a correction page."""

    def _address(self, going: str) -> str:
        name = "applications:correct_review" if going == "next" else "applications:correct"
        address = reverse(name, args=[self.page.draft.uuid])
        match self.row_change:
            case ["add", key]:
                return f"{address}?add={key}#id_{key}"
            case [_change, key, *_rest]:
                return f"{address}#id_{key}"
        return address
