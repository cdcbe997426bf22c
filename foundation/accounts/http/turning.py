"""What becomes of an answer that says "not signed in"."""

from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from foundation.accounts.enums import LoginKind
from foundation.core.http import wants_json

from .kept import keep_typed, to_renew
from .session import RENEW
from .ways import page_in_view, sign_in_address, to_sign_in

STAFF_SIGN_IN = "/admin/login/"
PROVE_AGAIN = "/admin/login/again/"


def turn_to_sign_in(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Make the way to the sign-in page, and back with everything typed.

    Pages are redirected; a part asked for by htmx is answered with `HX-Redirect`, as a redirect
    would put the sign-in page into the part; a part that sends something keeps its 401, and the
    page says so and loses nothing. Programs keep their 401.
    """
    if wants_json(request):
        return response
    sent_to = urlsplit(response.headers.get("Location", "")).path
    refused = response.status_code == HTTPStatus.UNAUTHORIZED
    if response.status_code == HTTPStatus.PRECONDITION_REQUIRED:
        return _proof(request)
    if request.headers.get("HX-Request") == "true":
        return _part(request, response) if refused or sent_to == settings.LOGIN_URL else response
    if sent_to == STAFF_SIGN_IN and request.user.is_anonymous and (kept := keep_typed(request)):
        return redirect(f"{STAFF_SIGN_IN}?{urlencode({'next': kept})}")
    return _page(request) if refused else response


def _proof(request: HttpRequest) -> HttpResponse:
    """Ask staff for the second factor once more, and go on with what was typed."""
    wanted = keep_typed(request) or page_in_view(request)
    return redirect(f"{PROVE_AGAIN}?{urlencode({'next': wanted})}")


def _part(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if request.method == "POST":
        return response
    answer = HttpResponse(status=204)
    answer.headers["HX-Redirect"] = sign_in_address(page_in_view(request))
    return answer


def _page(request: HttpRequest) -> HttpResponse:
    """Renew quietly at the platform once, where only the session here ran out; else ask."""
    wanted = keep_typed(request) or page_in_view(request)
    if RENEW not in request.session and (known := to_renew(request)):
        request.session[RENEW] = known
    kind, _user = request.session.get(RENEW) or (None, None)
    if kind not in (LoginKind.LEGAL, LoginKind.NATURAL):
        return to_sign_in(wanted)
    return redirect(
        f"{reverse(f'accounts:login_{kind}')}?{urlencode({'next': wanted, 'quietly': 1})}"
    )
