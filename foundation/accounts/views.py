"""Pages of signing in, signing out and choosing for whom one acts."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from foundation.core.http import PortalRequest, render_page

from . import http
from .enums import LoginKind
from .permissions import require_sign_in
from .services import platform


@never_cache
@require_safe
def choose(request: PortalRequest) -> HttpResponse:
    """As whom: 法人 or 个人."""
    context = {
        "next": http.wanted_page(request),
        "expired": request.session.pop(http.EXPIRED, False),
        "platform_up": platform.is_reachable(),
        "seats": http.other_seats(request),
    }
    return render_page(request, "accounts/login.html", context)


@never_cache
@require_GET
def begin(request: PortalRequest, kind: str) -> HttpResponse:
    """Leave for the identity platform."""
    return http.leave_for_platform(request, kind=kind, wanted=http.wanted_page(request))


@never_cache
@require_GET
def callback(request: PortalRequest) -> HttpResponse:
    """Come back from the identity platform."""
    return http.finish(request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: PortalRequest) -> HttpResponse:
    """Ask; then end the session here and at the platform."""
    if request.method != "POST":
        return render_page(request, "accounts/logout.html", {})
    return redirect(http.leave(request))


@require_POST
def switch(request: PortalRequest) -> HttpResponse:
    """Act for another enterprise, or for oneself."""
    require_sign_in(request.acting)
    chosen = request.POST.get("enterprise", "")
    if not chosen and request.session.get("verified_kind") != LoginKind.NATURAL:
        wanted = http.wanted_page(request)
        return http.leave_for_platform(request, kind=LoginKind.NATURAL, wanted=wanted)
    http.take_seat(request, chosen)
    return redirect(http.wanted_page(request))
