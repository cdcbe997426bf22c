"""A draft on the applicant's side: begin, fill in, review, submit, discard."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from applications import services
from applications.errors import DraftChanged, Incomplete, MoveNotOpen
from applications.forms import Posted, StartForm, StepPage
from applications.models import Application
from applications.permissions import may_read_in_full, may_start
from applications.presentation import draft_rows, review_context
from enterprises.services import pick_documents
from foundation.accounts.permissions import require_agent_complete, require_sign_in
from foundation.core.clock import now
from foundation.core.http import PortalRequest
from foundation.eforms.cleaning import clean_drawn
from service_catalog.models import ServicePage

from .finding import mine, must_choose_form


@never_cache
@require_http_methods(["GET", "POST"])
def start(request: PortalRequest, kind: str, code: str) -> HttpResponse:
    """Existing drafts first; a new draft only by asking for one."""
    require_sign_in(request.acting)
    service = get_object_or_404(ServicePage.objects.live().public(), kind=kind, slug=code)
    form = StartForm(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        require_agent_complete(request.acting)
        key = form.cleaned_data["key"]
        draft = services.start(acting=request.acting, service=service, key=key, at=now())
        return redirect("applications:fill", draft.uuid, 1)
    begun = Application.objects.visible_to(request.acting).begun_for(service)
    context = {"service": service, "drafts": draft_rows(list(begun)), "form": form}
    context["may_start"] = may_start(request.acting)
    return render(request, "applications/start.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def fill(request: PortalRequest, uuid: UUID, number: int) -> HttpResponse:
    """One step of the form; every button of it saves what was typed."""
    draft = mine(request, uuid)
    if not draft.is_draft:
        return redirect(draft)
    page = _page(request, draft, number)
    if request.method == "POST":
        return _save(request, page)
    if must_choose_form(request, draft):
        return redirect("applications:renew", draft.uuid)
    page.more_rows = request.GET.get("add", "")
    return page.render(request, show_errors="check" in request.GET)


@never_cache
@require_POST
def live(request: PortalRequest, uuid: UUID, number: int) -> JsonResponse:
    """What is shown, required, offered and calculated with what is typed now; saves nothing."""
    draft = mine(request, uuid)
    if not draft.is_draft:
        raise MoveNotOpen(_("这份申请已经提交，不能再修改。"))
    page = _page(request, draft, number)
    typed = clean_drawn(page.definition, request.POST, step=page.index)
    return JsonResponse(page.live(typed))


def _page(request: PortalRequest, draft: Application, number: int) -> StepPage:
    if not 1 <= number <= len(draft.form_version.compiled.steps):
        raise Http404(number)
    page = StepPage(draft, number, in_full=may_read_in_full(request.acting, draft))
    if any(field.is_file for field in page.step.fields):
        page.documents = tuple(pick_documents(request.acting))
    return page


def _save(request: PortalRequest, page: StepPage) -> HttpResponse:
    posted = Posted(request, page)
    try:
        draft = services.save_draft(
            acting=request.acting,
            application=page.draft,
            answers=posted.answers,
            version=posted.version,
            at=now(),
        )
    except DraftChanged as error:
        return page.render_conflict(request, posted, message=error.message)
    page.draft = draft
    if posted.is_autosave:
        return page.render_saved(request)
    posted.change_files(acting=request.acting, at=now())
    return posted.go_on()


@never_cache
@require_http_methods(["GET", "POST"])
def review(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Everything on one page before it is sent; POST sends it."""
    draft = mine(request, uuid)
    status = 200
    if request.method == "POST":
        require_agent_complete(request.acting)
        try:
            services.submit(acting=request.acting, application=draft, at=now())
        except Incomplete:
            status = 422
    if not draft.is_draft:
        return redirect(draft)
    if must_choose_form(request, draft):
        return redirect("applications:renew", draft.uuid)
    context = review_context(draft, acting=request.acting)
    return render(request, "applications/review.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def discard(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Delete a draft, after asking."""
    draft = mine(request, uuid)
    if request.method == "GET" and not draft.is_draft:
        return redirect(draft)
    if request.method == "POST":
        services.discard_draft(acting=request.acting, application=draft)
        messages.success(request, _("草稿已删除。"))
        return redirect("workspace:records", draft.kind)
    return render(request, "applications/discard.html", {"application": draft})
