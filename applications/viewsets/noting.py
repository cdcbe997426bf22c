"""Addresses at which the desk writes for itself: notes, and marks on the checklist."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applications import services
from applications.models import Application
from foundation.core.clock import now
from foundation.core.errors import DomainError
from foundation.core.http import PortalRequest

from .inspection import render_matter

FINE, AMISS = "fine", "amiss"


def _there(request: PortalRequest, uuid: UUID) -> Application:
    visible = Application.objects.visible_to(request.acting).with_parties()
    return get_object_or_404(visible.select_related("form_version"), uuid=uuid)


@require_POST
def add_note(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Keep a note among staff; what was typed stays when it is refused."""
    application = _there(request, uuid)
    text = request.POST.get("text", "")
    try:
        services.add_note(acting=request.acting, application=application, text=text, at=now())
    except DomainError as error:
        return render_matter(
            request,
            application,
            status=error.status,
            note_typed=text,
            note_error=error.message,
        )
    messages.success(request, _("备注已保存，申请人看不到。"))
    return redirect("matters:inspect", application.pk)


@require_POST
def mark_points(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Take over what was ticked on the checklist; points left open stay open."""
    application = _there(request, uuid)
    said = {
        name.removeprefix("point-"): value
        for name, value in request.POST.items()
        if name.startswith("point-") and value in (FINE, AMISS)
    }
    for point, value in said.items():
        if point.isascii() and point.isdecimal():
            services.mark_point(
                acting=request.acting,
                application=application,
                point=int(point),
                is_fine=value == FINE,
                note=request.POST.get(f"note-{point}", ""),
                at=now(),
            )
    messages.success(request, _("核对结果已保存。"))
    return redirect("matters:inspect", application.pk)
