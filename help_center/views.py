"""Downloads, counted."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.core.http import PortalRequest

from .models import ManualPage
from .services import count_download


@never_cache
@require_safe
def download(request: PortalRequest, slug: str) -> HttpResponse:
    """Count, then send to the file; a HEAD request counts nothing."""
    visible = ManualPage.objects.visible_to(request.acting).select_related("document")
    manual = get_object_or_404(visible, slug=slug)
    if request.method == "GET":
        count_download(manual=manual)
    return redirect(manual.document.url)
