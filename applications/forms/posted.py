"""What came back from one step: answers, rows added and removed, files, and where it goes on."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from applications import services
from foundation.accounts.acting import Acting
from foundation.core.clock import now
from foundation.core.errors import DomainError
from foundation.core.http import PortalRequest
from foundation.eforms.validation import clean_answers

from .step_page import StepPage

MOST_DIGITS = 9


class Posted:
    """What came with one press of a button, or from autosave."""

    def __init__(self, request: PortalRequest, page: StepPage) -> None:
        self.request, self.page = request, page
        definition = page.definition
        cleaned = clean_answers(definition, self._without_removed_row(), step=page.index)
        inputs = definition.inputs
        self.answers = {key: value for key, value in cleaned.items() if not inputs[key].is_file}
        self.is_autosave = "autosave" in request.GET and bool(request.htmx)

    @property
    def row_change(self) -> list[str]:
        """`add` and a key, or `remove`, a key and a number; empty for every other button."""
        return self.request.POST.get("rows", "").split(":") if "rows" in self.request.POST else []

    def _without_removed_row(self) -> QueryDict:
        """What was typed, without the row whose removal was asked for."""
        match self.row_change:
            case ["remove", key, number]:
                typed = self.request.POST.copy()
                for name in [name for name in typed if name.startswith(f"{key}-{number}-")]:
                    del typed[name]
                return typed
        return self.request.POST

    @property
    def version(self) -> int:
        """The version that the page was read at; anything else is as good as an old one."""
        text = self.request.POST.get("version", "")
        readable = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
        return int(text) if readable else 0

    def change_files(self, *, acting: Acting, at: datetime) -> None:
        """Take away and add files; a refused file is told at its field, the others stay."""
        key, _colon, name = self.request.POST.get("remove", "").partition(":")
        if name:
            self._try(key, services.remove_file, file=name, acting=acting, at=at)
        key, _colon, document = self.request.POST.get("attach", "").partition(":")
        if document:
            self._try(key, services.attach_document, document=document, acting=acting, at=at)
        for slot in self.page.definition.inputs_of(self.page.index):
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
        going = self.request.POST.get("go", "" if self.row_change else "stay")
        if going == "next":
            self.page.find_errors(at=now())
        if self.page.errors:
            return self.page.render(self.request)
        if going == "stay":
            messages.success(self.request, _("已保存，尚未提交。"))
        return redirect(self._address(going))

    def _address(self, going: str) -> str:
        draft, number = self.page.draft, self.page.number
        if going == "next" and self.page.is_last:
            return reverse("applications:review", args=[draft.uuid])
        step = {"next": self.page.following, "back": self.page.preceding}.get(going, number)
        address = reverse("applications:fill", args=[draft.uuid, step])
        match self.row_change:
            case ["add", key]:
                return f"{address}?add={key}#id_{key}"
            case [_change, key, *_rest]:
                return f"{address}#id_{key}"
        return address
