"""A sent matter on the applicant's side: follow it, withdraw it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications import services
from applications.errors import NoteRequired
from applications.permissions import may_read_in_full, open_moves
from applications.presentation import has_numbers, matter_context
from applications.workflow import APPLICANT_MOVES, MOVES
from foundation.core.clock import now
from foundation.core.http import PortalRequest

from .finding import mine


@never_cache
@require_http_methods(["GET"])
def detail(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Where the matter stands, what was sent, every step so far."""
    application = mine(request, uuid)
    if application.is_draft:
        return redirect("applications:fill", application.uuid, 1)
    may_show = may_read_in_full(request.acting, application)
    in_full = may_show and request.GET.get("numbers") == "full"
    context = matter_context(application, in_full=in_full)
    context |= {"moves": open_moves(request.acting, application), "in_full": in_full}
    context["may_show"] = may_show and has_numbers(application)
    return render(request, "applications/detail.html", context)


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
