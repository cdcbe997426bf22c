"""Pages of signing in, signing out and choosing for whom one acts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from foundation.core import error_views
from foundation.core.clock import now
from foundation.core.http import PortalRequest, render_page

from . import http
from .enums import LoginKind
from .models import KeptEntry
from .permissions import require_sign_in
from .services import platform
from .services.kept import forget_entry, kept_fields


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
    """Leave for the identity platform; quietly where only the session here ran out."""
    wanted = http.wanted_page(request)
    if "quietly" in request.GET:
        return http.renew(request, kind=kind, wanted=wanted)
    return http.leave_for_platform(request, kind=kind, wanted=wanted)


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


@never_cache
@require_GET
def session(request: PortalRequest) -> JsonResponse:
    """How long the session still lives; to ask does not prolong it."""
    acting = request.acting
    known = {"left": http.seconds_left(request, now()), "who": "", "token": get_token(request)}
    if not acting.is_anonymous:
        known["who"] = str(acting.user.uuid)
    return JsonResponse(known)


@require_POST
def stay(request: PortalRequest) -> JsonResponse:
    """Let the idle time begin anew."""
    require_sign_in(request.acting)
    return JsonResponse({"left": http.stay(request, now())})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """What was typed when the session was over, ready to be sent again by the same person."""
    require_sign_in(request.acting)
    mine = KeptEntry.objects.fresh(now()).filter(user=request.acting.user)
    entry = mine.filter(uuid=uuid).first()
    if entry is None:
        messages.info(request, _("没有需要恢复的内容。"))
        return redirect("/space/")
    if request.method == "POST":
        forget_entry(entry)
        return redirect(entry.page)
    context = {"entry": entry, **http.shown_entry(kept_fields(entry))}
    return render_page(request, "accounts/resume.html", context)


def csrf_failure(request: PortalRequest, reason: str = "") -> HttpResponse:
    """A form of an earlier session: its person goes on with what was typed, nobody else sees it."""
    kept = http.keep_typed(request)
    if kept and request.user.is_anonymous:
        return http.to_sign_in(kept)
    if kept and request.user == http.given_to(request):
        return redirect(kept)
    return error_views.csrf_failure(request, reason)
