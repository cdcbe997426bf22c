"""The address at which the desk asks for one personal number in full, and gives the reason."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from applications import services
from applications.errors import UnmaskedTooOften, UnmaskReasonRequired
from applications.models import Application
from foundation.core.clock import now
from foundation.core.http import PortalRequest

from .inspection import render_matter


@never_cache
@require_POST
def unmask_answer(request: PortalRequest, uuid: UUID, key: str) -> HttpResponse:
    """Show one number in this one answer; what was typed stays when a reason is missing."""
    visible = Application.objects.visible_to(request.acting).with_parties()
    application = get_object_or_404(visible.select_related("form_version"), uuid=uuid)
    asked: dict[str, Any] = {name: request.POST.get(name, "") for name in ("reason", "note")}
    try:
        value = services.unmask(
            acting=request.acting, application=application, key=key, **asked, at=now()
        )
    except (UnmaskReasonRequired, UnmaskedTooOften) as error:
        asked |= {"key": key, "error": error.message, "field": error.field}
        return render_matter(request, application, status=error.status, unmask=asked)
    return render_matter(request, application, unmask={"key": key, "value": value})
