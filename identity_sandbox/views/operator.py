"""The operator's pages: applications of special users, their documents, admit or return."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from foundation.core.clock import now
from foundation.core.errors import Conflict
from identity_sandbox import services
from identity_sandbox.documents import path_of
from identity_sandbox.enums import SpecialState
from identity_sandbox.forms.special import DecisionForm
from identity_sandbox.models import SpecialApplication, SpecialDocument
from identity_sandbox.workflow import APPROVE

from .arriving import account_of

PAGE_ROWS = 30
View = Callable[..., HttpResponseBase]


def operators_only(view: View) -> View:
    """For everybody else these pages are not there."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not account_of(request).is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@operators_only
@never_cache
@require_GET
def applications(request: HttpRequest) -> HttpResponse:
    """The list: those that wait first, the oldest at the top."""
    asked = request.GET.get("state", "")
    state = asked if asked in SpecialState.values else SpecialState.PENDING
    rows = SpecialApplication.objects.filter(state=state)
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "state": state, "states": SpecialState.choices}
    return render(request, "identity_sandbox/operator/applications.html", context)


@operators_only
@never_cache
@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, number: str) -> HttpResponse:
    """One application with everything in it, and the decision."""
    found = get_object_or_404(SpecialApplication, number=number)
    form = DecisionForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, found, form)
        except Conflict as refusal:
            messages.error(request, refusal.message)
            found, status = get_object_or_404(SpecialApplication, number=number), refusal.status
        else:
            return redirect("operator_applications")
    if form.errors:
        status = 422
    context = {"application": found, "form": form}
    return render(request, "identity_sandbox/operator/application.html", context, status=status)


def _decide(request: HttpRequest, found: SpecialApplication, form: DecisionForm) -> None:
    found.version = form.cleaned_data["version"]
    move = form.cleaned_data["move"]
    note = form.cleaned_data["note"]
    services.decide(found, move=move, by=account_of(request), note=note, at=now())
    done = _("已通过：%(name)s") if move == APPROVE else _("已退回：%(name)s")
    messages.success(request, done % {"name": found.name})


@operators_only
@never_cache
@require_GET
def document(request: HttpRequest, key: UUID) -> FileResponse:  # noqa: ARG001
    """A document to keep: never shown inside the platform's own pages."""
    found = get_object_or_404(SpecialDocument, key=key)
    path = path_of(found.key)
    if not path.exists():
        raise Http404
    answer = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
