"""Answering a correction: only what was marked is open, before and after stand side by side."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from applications import services
from applications.errors import CorrectionRefused, DraftChanged, Incomplete, MoveNotOpen
from applications.forms import MendPage, PostedMending, entries_of
from applications.models import Application
from applications.permissions import may_answer, may_fill, may_read_in_full
from applications.presentation import changes_of
from enterprises.services import pick_documents
from foundation.accounts.permissions import require_agent_complete
from foundation.core.clock import now
from foundation.core.http import PortalRequest
from foundation.eforms.cleaning import clean_drawn

from .finding import mine


@never_cache
@require_http_methods(["GET", "POST"])
def correct(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """The marked items; every button saves what was typed."""
    application = mine(request, uuid)
    page = _page(request, application)
    if page.correction is None or not may_fill(request.acting, application):
        return redirect(application)
    if request.method == "POST":
        return _save(request, page)
    page.more_rows = request.GET.get("add", "")
    return page.render(request, show_errors="check" in request.GET)


@never_cache
@require_POST
def correct_live(request: PortalRequest, uuid: UUID) -> JsonResponse:
    """What is shown, required, offered and calculated with what is typed now; saves nothing."""
    page = _page(request, mine(request, uuid))
    if page.correction is None or not may_fill(request.acting, page.draft):
        raise MoveNotOpen(_("这份申请现在没有需要您补正的内容。"))
    typed = clean_drawn(page.definition, request.POST, step=page.index)
    return JsonResponse(page.live(typed))


def _page(request: PortalRequest, application: Application) -> MendPage:
    page = MendPage(application, 1, in_full=may_read_in_full(request.acting, application))
    if any(field.is_file for field in page.step.fields):
        page.documents = tuple(pick_documents(request.acting))
    return page


def _save(request: PortalRequest, page: MendPage) -> HttpResponse:
    posted = PostedMending(request, page)
    try:
        page.draft = services.save_correction(
            acting=request.acting,
            application=page.draft,
            answers=posted.answers,
            version=posted.version,
            at=now(),
        )
    except DraftChanged as error:
        return page.render_conflict(request, posted, message=error.message)
    if posted.is_autosave:
        return page.render_saved(request)
    posted.change_files(acting=request.acting, at=now())
    return posted.go_on()


@never_cache
@require_http_methods(["GET", "POST"])
def correct_review(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Every item before and after; POST sends the answer."""
    application, message, status = mine(request, uuid), "", 200
    if request.method == "POST":
        require_agent_complete(request.acting)
        try:
            services.answer_correction(acting=request.acting, application=application, at=now())
        except (Incomplete, CorrectionRefused) as error:
            message, status = error.message, error.status
            application.refresh_from_db()
        else:
            messages.success(request, _("补正已提交，药监局会继续办理。"))
    page = _page(request, application)
    if page.correction is None:
        return redirect(application)
    page.find_errors(at=now())
    rows = changes_of(application, page.correction, in_full=page.in_full)
    context = {
        "application": application,
        "correction": page.correction,
        "rows": rows,
        "is_changed": any(row["is_changed"] for row in rows),
        "errors": entries_of(page.items()),
        "message": message,
        "may_answer": may_answer(request.acting, application),
    }
    return render(request, "applications/correct_review.html", context, status=status)
