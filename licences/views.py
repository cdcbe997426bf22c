"""My licences."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require_sign_in
from foundation.core.clock import today
from foundation.core.http import PortalRequest, page_size

from .models import Licence
from .presentation import licence_rows


@require_safe
def mine(request: PortalRequest) -> HttpResponse:
    """电子证照 of the enterprise or person acted for; what ends first stands first."""
    require_sign_in(request.acting)
    if request.acting.is_staff:
        raise Http404
    licences = Licence.objects.visible_to(request.acting).by_urgency()
    page = Paginator(licences, page_size(request)).get_page(request.GET.get("page"))
    context = {"page": page, "rows": licence_rows(page, today())}
    return render(request, "licences/mine.html", context)
