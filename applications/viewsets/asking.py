"""The page on which the desk asks for a correction: item by item, everything at once."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications import services
from applications.models import Application, CorrectionReason
from applications.permissions import open_moves
from applications.presentation import answer_rows
from applications.services.asking import LONGEST_TIME, REASON_LENGTH, TEXT_LENGTH, USUAL_TIME
from applications.workflow import CORRECTIONS
from foundation.core.clock import now, today
from foundation.core.errors import DomainError
from foundation.core.http import PortalRequest

TEMPLATE = "applications/admin/correction.html"


class TermsForm(forms.Form):
    """Until when, words to all of it, and why it is asked a second time."""

    answer_by = forms.DateField(
        label=gettext_lazy("补正期限"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("请按 2026-11-20 的样子填写日期。")},
    )
    note = forms.CharField(
        label=gettext_lazy("总体说明（选填，申请人可见）"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    approval_reason = forms.CharField(
        label=gettext_lazy("再次补正的理由"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("补正应当一次告知；确需再次补正的，由主管写明理由。"),
    )

    def __init__(self, *args: Any, is_again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_again:
            del self.fields["approval_reason"]


@never_cache
@require_http_methods(["GET", "POST"])
def ask_correction(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Mark what is to be mended; what was marked and typed stays when it is refused."""
    visible = Application.objects.visible_to(request.acting).with_parties()
    application = get_object_or_404(visible.select_related("form_version"), uuid=uuid)
    is_again = application.corrections.exists()
    initial = {"answer_by": today() + USUAL_TIME}
    form = TermsForm(request.POST or None, initial=initial, is_again=is_again)
    if request.method == "GET" or not form.is_valid():
        return _page(request, application, form, status=200 if request.method == "GET" else 422)
    try:
        services.ask_correction(
            acting=request.acting,
            application=application,
            items=_wanted(request, application),
            at=now(),
            **form.cleaned_data,
        )
    except DomainError as error:
        application.refresh_from_db()
        return _page(request, application, form, refusal=error.message, status=error.status)
    messages.success(request, _("补正通知已发出，申请人会收到消息。"))
    return redirect("matters:inspect", application.pk)


def _wanted(request: PortalRequest, application: Application) -> list[services.Wanted]:
    """The fields that were ticked, each with its reason and words."""
    inputs = application.form_version.compiled.inputs
    return [
        services.Wanted(
            key=key,
            reason_id=_number(request.POST.get(f"reason-{key}", "")),
            text=request.POST.get(f"text-{key}", "")[:TEXT_LENGTH],
        )
        for key in inputs
        if f"mend-{key}" in request.POST
    ]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004


def _page(
    request: PortalRequest,
    application: Application,
    form: TermsForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    rows = [
        {
            "row": row,
            "is_marked": f"mend-{row.key}" in request.POST,
            "reason": request.POST.get(f"reason-{row.key}", ""),
            "text": request.POST.get(f"text-{row.key}", ""),
        }
        for step in answer_rows(application)
        for row in step.rows
        if not row.is_section
    ]
    context = {
        "application": application,
        "form": form,
        "rows": rows,
        "reasons": [
            (str(each.pk), each) for each in CorrectionReason.objects.filter(is_active=True)
        ],
        "refusal": refusal,
        "may_ask": any(
            move.name in CORRECTIONS for move in open_moves(request.acting, application)
        ),
        "latest": today() + LONGEST_TIME,
        "earliest": today() + timedelta(days=1),
        "page_title": _("要求补正"),
        "header_icon": "edit",
        "breadcrumbs_items": [],
    }
    return render(request, TEMPLATE, context, status=status)
