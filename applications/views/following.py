"""A sent matter on the applicant's side: follow it, withdraw it, take its papers, copy it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from applications import services
from applications.errors import NoteRequired
from applications.forms import StartForm
from applications.models import Application
from applications.permissions import open_moves
from applications.presentation import page_context
from applications.workflow import APPLICANT_MOVES, MOVES
from foundation.core.clock import now, today
from foundation.core.http import PortalRequest

from .finding import mine


@never_cache
@require_GET
def detail(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Where the matter stands, what was sent, every step so far."""
    application = mine(request, uuid)
    if application.is_draft:
        return redirect("applications:fill", application.uuid, 1)
    return show(request, application)


def show(
    request: PortalRequest, application: Application, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of a matter; who may answer has read the messages on it."""
    in_full = request.GET.get("numbers") == "full"
    context = page_context(application, request.acting, wants_full=in_full, on=today())
    if context["may_talk"] and not request.acting.is_staff:
        services.mark_read(acting=request.acting, application=application, at=now())
    return render(request, "applications/detail.html", context | more, status=status)


@never_cache
@require_GET
def paper(request: PortalRequest, uuid: UUID, number: int) -> HttpResponse:
    """One notice as PDF; made now if no worker has made it yet."""
    application = mine(request, uuid)
    found = get_object_or_404(application.papers.select_related("stored"), pk=number)
    return redirect(services.print_paper(paper=found))


@require_POST
def copy(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """The same answers as a new draft; pressed twice, one draft."""
    application = mine(request, uuid)
    form = StartForm(request.POST)
    if application.is_draft or not form.is_valid():
        return redirect(application)
    key = form.cleaned_data["key"]
    draft = services.copy_as_draft(
        acting=request.acting, application=application, key=key, at=now()
    )
    messages.success(request, _("已复制为新草稿，尚未提交。请逐步核对后再提交。"))
    return redirect("applications:fill", draft.uuid, 1)


@never_cache
@require_http_methods(["GET", "POST"])
def move(request: PortalRequest, uuid: UUID, name: str) -> HttpResponse:
    """Ask, then withdraw, ask for withdrawal, or take that back."""
    application = mine(request, uuid)
    if name not in APPLICANT_MOVES:
        raise Http404(name)
    note = request.POST.get("note", "")
    context: dict[str, Any] = {"application": application, "move": MOVES[name], "note": note}
    if request.method == "GET":
        context["open"] = MOVES[name] in open_moves(request.acting, application)
        return render(request, "applications/move.html", context)
    try:
        services.move(
            acting=request.acting, application=application, name=name, note=note, at=now()
        )  # fmt: skip
    except NoteRequired as error:
        context |= {"open": True, "error": error.message}
        return render(request, "applications/move.html", context, status=error.status)
    messages.success(request, _("%(move)s：已完成。") % {"move": MOVES[name].label})
    return redirect(application)
