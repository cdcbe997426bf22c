"""How a matter stands, for anybody with its check code."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from applications import services
from applications.errors import LookedUpTooOften
from applications.forms import LookUpForm
from applications.presentation import standing_facts
from foundation.core.clock import now
from foundation.core.http import PortalRequest, client_address


@never_cache
@require_GET
def look_up(request: PortalRequest) -> HttpResponse:
    """Ask with a code; every wrong code gets the same answer."""
    form = LookUpForm(request.GET or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            found = services.look_up(
                code=form.cleaned_data["code"], address=client_address(request), at=now()
            )
        except LookedUpTooOften as error:
            form.add_error("code", error.message)
            return render(request, "applications/lookup.html", context, status=error.status)
        context |= {"asked": True, "found": found, "facts": standing_facts(found, at=now())}
    return render(request, "applications/lookup.html", context)
