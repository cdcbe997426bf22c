"""How long a session lasts, and what is known of it elsewhere."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest

from foundation.accounts.enums import LoginKind, SessionEnd
from foundation.accounts.models import SignedIn, User
from foundation.core.http import client_address

from .device import device_of, network_of

EXPIRED = "sign_in_expired"
RENEW = "sign_in_renew"
SEEN_EVERY_SECONDS = 60
ASKING = "/accounts/session/"  # known before any address is resolved


def form_digest(secret: str) -> str:
    """What is stored of the secret behind the forms of a session."""
    return hashlib.sha256(f"form:{secret}".encode()).hexdigest()


def mark_start(request: HttpRequest, user: User, at: datetime) -> None:
    """Note when and where a session began; a password session of staff says so."""
    request.session["signed_in_at"] = request.session["seen_at"] = at.timestamp()
    if user.is_staff:
        request.session["login_kind"] = LoginKind.STAFF
    request.session.save()  # a new session has no key before
    SignedIn.objects.create(
        user=user,
        session_key=request.session.session_key or "",
        form_digest=form_digest(request.META.get("CSRF_COOKIE", "")),
        login_kind=LoginKind.STAFF if user.is_staff else LoginKind.NONE,
        device=device_of(request.headers.get("User-Agent", "")),
        network=network_of(client_address(request)),
        started_at=at,
        seen_at=at,
    )


def mark_platform(request: HttpRequest, *, kind: str, issuer: str, platform_session: str) -> None:
    """Note to which session of the platform this one belongs."""
    SignedIn.objects.open().filter(session_key=request.session.session_key).update(
        login_kind=kind, issuer=issuer, platform_session=platform_session
    )


def mark_end(request: HttpRequest, at: datetime) -> None:
    """Note why a session is over."""
    reason = SessionEnd.EXPIRED if request.session.get(EXPIRED) else SessionEnd.LEFT
    SignedIn.objects.open().filter(session_key=request.session.session_key or "-").update(
        session_key="", end=reason, ended_at=at
    )


def seconds_left(request: HttpRequest, at: datetime) -> int:
    """How long the session lives if nothing more is done."""
    user = request.user
    if not isinstance(user, User):
        return 0
    moment = at.timestamp()
    began = request.session.get("signed_in_at", moment)
    seen = request.session.get("seen_at", began)
    idle = settings.STAFF_IDLE_SECONDS if user.is_staff else settings.PUBLIC_IDLE_SECONDS
    return int(min(seen + idle, began + settings.SESSION_ABSOLUTE_SECONDS) - moment)


def end_if_over(request: HttpRequest, at: datetime) -> None:
    """End a session that was idle for too long or is too old; note that it was seen now."""
    user = request.user
    if not isinstance(user, User):
        return
    if seconds_left(request, at) < 0:
        renew = None if user.is_staff else [request.session.get("verified_kind"), user.pk]
        request.session[EXPIRED] = True  # the sign-out below is recorded as an expiry
        logout(request)
        request.session[EXPIRED] = True
        request.session[RENEW] = renew
    elif request.path != ASKING:  # to ask how long is not to be active
        _mark_seen(request, at)


def stay(request: HttpRequest, at: datetime) -> int:
    """Let the idle time begin anew; return how long the session lives now."""
    _mark_seen(request, at, every=0)
    return seconds_left(request, at)


def _mark_seen(request: HttpRequest, at: datetime, every: int = SEEN_EVERY_SECONDS) -> None:
    moment, session = at.timestamp(), request.session
    if "seen_at" in session and moment - session["seen_at"] < every:
        return
    session.setdefault("signed_in_at", session.get("seen_at", moment))
    session["seen_at"] = moment
    SignedIn.objects.open().filter(session_key=session.session_key or "-").update(seen_at=at)
