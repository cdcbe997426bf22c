"""One step of a draft as a page: what is shown, what was posted, where it goes on."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy as _

from foundation.accounts.acting import Acting
from foundation.core.clock import now
from foundation.core.errors import DomainError
from foundation.core.http import PortalRequest
from foundation.eforms.definition import Step
from foundation.eforms.forms import AnswerForm, form_class
from foundation.eforms.validation import clean_answers

from . import services
from .enums import Stars
from .models import Application
from .presentation import attached_by_name, shown_answers
from .services.rating import RATED, WORDS_LENGTH

TEMPLATE = "applications/fill.html"


class StartForm(forms.Form):
    """The key that makes a double click one draft."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class LookUpForm(forms.Form):
    """The check code that somebody holds."""

    code = forms.CharField(
        label=_("核对码"),
        max_length=20,
        help_text=_("收件凭证和通知书上的八位字符。"),
        error_messages={"required": _("请填写核对码。")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class RatingForm(forms.Form):
    """Five levels for the whole and for four aspects; nothing is chosen beforehand."""

    words = forms.CharField(
        label=_("还想说的"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text=_("选填。评价不影响以后的办理。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = sorted(Stars.choices, reverse=True)
        words = self.fields.pop("words")
        for name, label in RATED.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=levels,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("请选择满意程度。")},
            )
        self.fields["words"] = words

    @property
    def stars(self) -> dict[str, int]:
        """The levels by name."""
        return {name: self.cleaned_data[name] for name in RATED}


@dataclass
class StepPage:
    """One step of one draft.

    Attributes:
        draft: the draft as last read or saved.
        number: the step, from 1.
        in_full: whether the visitor reads personal numbers unmasked.
        errors: sentences by field key.
    """

    draft: Application
    number: int
    in_full: bool
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def index(self) -> int:
        """The step as the definition counts it."""
        return self.number - 1

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps of the form that the draft was begun with."""
        return self.draft.form_version.compiled.steps

    @property
    def is_last(self) -> bool:
        """No step follows."""
        return self.number == len(self.steps)

    def find_errors(self, *, at: datetime) -> None:
        """Check this step as if it were submitted; what was found earlier stays."""
        found = services.missing_answers(self.draft, at=at, step=self.index)
        self.errors = {**found, **self.errors}

    def form(self, answers: dict[str, Any] | None = None) -> AnswerForm:
        """The fields with the answers so far."""
        definition = self.draft.form_version.compiled
        return form_class(definition, step=self.index)(
            answers=shown_answers(self.draft, in_full=self.in_full) if answers is None else answers,
            errors=self.errors,
            files=attached_by_name(self.draft),
        )

    def render(
        self, request: PortalRequest, *, show_errors: bool = False, **more: Any
    ) -> HttpResponse:
        """The page; with errors it is 422."""
        if show_errors:
            self.find_errors(at=now())
        status = more.pop("status", 422 if self.errors and request.method == "POST" else 200)
        context = {
            "application": self.draft,
            "step": self.steps[self.index],
            "form": more.pop("form", None) or self.form(),
            "position": gettext("%(title)s · 第 %(number)d 步，共 %(total)d 步")
            % {
                "title": self.draft.service_title,
                "number": self.number,
                "total": len(self.steps),
            },
            "rail": self._rail(),
            "is_first": self.number == 1,
            "is_last": self.is_last,
            **more,
        }
        return render(request, TEMPLATE, context, status=status)

    def render_saved(self, request: PortalRequest) -> HttpResponse:
        """The quiet answer to an autosave: when it was saved, and the version to go on from."""
        return render(request, f"{TEMPLATE}#autosaved", {"application": self.draft})

    def render_conflict(
        self, request: PortalRequest, posted: "Posted", *, message: str
    ) -> HttpResponse:
        """Somebody saved meanwhile: both texts on one page, nothing overwritten."""
        self.draft.refresh_from_db()
        if posted.is_autosave:
            return render(request, "errors/part.html", {"message": message}, status=409)
        form = self.form({**self.draft.answers, **posted.answers})
        rows = [
            {"label": row.field.label, "stored": self.draft.answers.get(row.field.key, "")}
            for row in form.rows
            if row.field.key in posted.answers
            and self.draft.answers.get(row.field.key, "") != posted.answers[row.field.key]
        ]
        conflict = {"message": message, "rows": rows}
        return self.render(request, form=form, conflict=conflict, status=409)

    def _rail(self) -> list[dict[str, Any]]:
        now_at = self.number
        rail = [
            {
                "label": step.title,
                "state": "now" if number == now_at else "past" if number < now_at else "next",
            }
            for number, step in enumerate(self.steps, 1)
        ]
        return [*rail, {"label": gettext("核对并提交"), "state": "next"}]


class Posted:
    """What came with one press of a button, or from autosave."""

    def __init__(self, request: PortalRequest, page: StepPage) -> None:
        self.request, self.page = request, page
        inputs = page.draft.form_version.compiled.inputs
        cleaned = clean_answers(page.draft.form_version.compiled, request.POST, step=page.index)
        self.answers = {key: value for key, value in cleaned.items() if not inputs[key].is_file}
        self.is_autosave = "autosave" in request.GET and bool(request.htmx)

    @property
    def version(self) -> int:
        """The version that the page was read at; anything else is as good as an old one."""
        text = self.request.POST.get("version", "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004

    def change_files(self, *, acting: Acting, at: datetime) -> None:
        """Take away and add files; a refused file is told at its field, the others stay."""
        key, _colon, name = self.request.POST.get("remove", "").partition(":")
        if name:
            self._try(key, services.remove_file, file=name, acting=acting, at=at)
        for slot in self.page.draft.form_version.compiled.inputs_of(self.page.index):
            for upload in self.request.FILES.getlist(f"file-{slot}"):
                self._try(slot, services.attach_file, upload=upload, acting=acting, at=at)
        self.page.draft.refresh_from_db()

    def _try(self, key: str, change: Any, **arguments: Any) -> None:
        try:
            change(application=self.page.draft, key=key, **arguments)
        except DomainError as error:
            self.page.errors[key] = str(error)

    def go_on(self) -> HttpResponse:
        """Where the pressed button leads; forward only when this step is right."""
        draft, number = self.page.draft, self.page.number
        going = self.request.POST.get("go", "stay")
        if going == "next":
            self.page.find_errors(at=now())
        if self.page.errors:
            return self.page.render(self.request)
        if going == "next" and self.page.is_last:
            return redirect("applications:review", draft.uuid)
        if going == "stay":
            messages.success(self.request, gettext("已保存，尚未提交。"))
        step = {"next": number + 1, "back": max(1, number - 1)}.get(going, number)
        return redirect("applications:fill", draft.uuid, step)
