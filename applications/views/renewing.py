"""A draft whose form was published anew: what changed, and the choice."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications import services
from applications.forms import RenewForm
from applications.models import Application
from applications.permissions import may_fill
from applications.presentation import renewal_context
from foundation.core.clock import now
from foundation.core.http import PortalRequest

from .finding import mine


@never_cache
@require_http_methods(["GET", "POST"])
def renew(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Say what changed; keep the old form, or go on with the new one."""
    draft = mine(request, uuid)
    newer = services.newer_form(draft) if draft.is_draft else None
    if newer is None:
        return redirect(draft)
    form = RenewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _chosen(request, draft, form)
    context = renewal_context(draft, newer, at=now())
    context["may_choose"] = may_fill(request.acting, draft)
    status = 422 if form.is_bound else 200
    return render(request, "applications/renew.html", context, status=status)


def _chosen(request: PortalRequest, draft: Application, form: RenewForm) -> HttpResponse:
    if form.cleaned_data["choice"] == RenewForm.KEEP:
        services.keep_form(acting=request.acting, application=draft, at=now())
        return redirect("applications:fill", draft.uuid, 1)
    version = form.cleaned_data["version"]
    renewed, carried = services.renew_draft(
        acting=request.acting, application=draft, version=version, at=now()
    )
    messages.success(request, _("已换用新版申请表，请从第 1 步起核对。"))
    if carried.lost:
        labels = "、".join(field.label for field in carried.lost)
        messages.warning(request, _("新版不再有这些内容：%(labels)s。") % {"labels": labels})
    return redirect("applications:fill", renewed.uuid, 1)
