"""The desk's side of the thread: an answer to the applicant, and what was read."""

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


@require_POST
def write_to_applicant(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Send a message with files; what was typed stays when it is refused."""
    visible = Application.objects.visible_to(request.acting).with_parties()
    application = get_object_or_404(visible.select_related("form_version"), uuid=uuid)
    text = request.POST.get("text", "")
    try:
        services.post_message(
            acting=request.acting,
            application=application,
            text=text,
            uploads=request.FILES.getlist("files"),
            at=now(),
        )
    except DomainError as error:
        return render_matter(
            request,
            application,
            status=error.status,
            message_typed=text,
            message_error=error.message,
        )
    services.mark_read(acting=request.acting, application=application, at=now())
    messages.success(request, _("消息已发送，申请人会收到提醒。"))
    return redirect("matters:inspect", application.pk)


@require_POST
def read_thread(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Note that the desk has read what the applicant wrote."""
    visible = Application.objects.visible_to(request.acting)
    application = get_object_or_404(visible, uuid=uuid)
    services.mark_read(acting=request.acting, application=application, at=now())
    return redirect("matters:inspect", application.pk)
