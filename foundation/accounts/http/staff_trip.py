"""Staff to their own identity platform and back; it stands for the password, not for the factor."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.accounts.enums import LoginKind
from foundation.accounts.errors import PlatformUnavailable, SignInRefused, SignInStale
from foundation.accounts.models import User
from foundation.accounts.services import sign_in
from foundation.core.clock import now

from .trail import note_refusal
from .trip import BROWSER


def leave_for_staff_platform(request: HttpRequest, wanted: str) -> HttpResponse:
    """Send the browser to staff's platform; say so where it does not answer."""
    errand = sign_in.Errand(
        kind=LoginKind.STAFF,
        wanted=wanted,
        browser=request.session.setdefault(BROWSER, secrets.token_urlsafe(32)),
        redirect_uri=request.build_absolute_uri(reverse("staff_callback")),
    )
    try:
        return redirect(sign_in.begin(errand=errand, at=now()))
    except PlatformUnavailable as error:
        return _back(request, error.message)


def staff_from_platform(request: HttpRequest) -> tuple[User, str] | HttpResponse:
    """Who came back and the wanted page; or the way to the sign-in page, with a sentence."""
    try:
        return sign_in.complete_staff(
            state=request.GET.get("state", ""),
            code=request.GET.get("code", ""),
            browser=request.session.get(BROWSER, ""),
            at=now(),
        )
    except (SignInStale, PlatformUnavailable) as error:
        return _back(request, error.message)
    except SignInRefused as error:
        note_refusal(request, error.reason)
        return _back(request, error.message)


def _back(request: HttpRequest, message: str) -> HttpResponse:
    messages.error(request, message or _("登录没有完成，请重新登录。"))
    return redirect("wagtailadmin_login")
