"""Asking a colleague to go on with a draft, and sending one file of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications import services
from applications.forms import HandOverForm
from applications.models import Application
from foundation.core.clock import now
from foundation.core.http import PortalRequest

from .finding import mine


@never_cache
@require_http_methods(["GET", "POST"])
def hand_over(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Choose a colleague of the enterprise and tell him what to do."""
    draft = mine(request, uuid)
    if not draft.is_draft:
        return redirect(draft)
    if draft.enterprise_id is None:
        raise Http404
    colleagues = services.colleagues_of(acting=request.acting, application=draft, at=now())
    form = HandOverForm(request.POST or None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        return _ask(request, draft, form)
    context = {"application": draft, "form": form, "colleagues": colleagues}
    status = 422 if form.is_bound else 200
    return render(request, "applications/hand_over.html", context, status=status)


def _ask(request: PortalRequest, draft: Application, form: HandOverForm) -> HttpResponse:
    person = services.hand_over(
        acting=request.acting,
        application=draft,
        colleague=UUID(form.cleaned_data["colleague"]),
        note=form.cleaned_data["note"],
        at=now(),
    )
    messages.success(request, _("已请 %(who)s 填写，对方会收到消息。") % {"who": person})
    return redirect(draft)
