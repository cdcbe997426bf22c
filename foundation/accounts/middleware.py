"""Puts the acting identity on every request."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from foundation.core.clock import now

from .acting import resolve
from .enums import LoginKind
from .http import end_if_over, turn_to_sign_in
from .http.staff import lacks_factor


class ActingMiddleware:
    """Resolves `request.acting` from the session's choice and live membership.

    A session that is over, or began without a factor that is required, ends first; an answer that says "not signed in" becomes the way to
    the sign-in page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with `request.acting` set."""
        end_if_over(request, now())
        if lacks_factor(request):
            logout(request)
        session = request.session
        request.acting = resolve(  # type: ignore[attr-defined]
            request.user,
            login_kind=session.get("login_kind", LoginKind.NONE),
            enterprise_id=session.get("enterprise_id"),
        )
        response = turn_to_sign_in(request, self.get_response(request))
        if request.user.is_authenticated and "Cache-Control" not in response.headers:
            # The back button after signing out, or a shared cache, shows nobody's pages.
            patch_cache_control(response, private=True, no_store=True)
        return response
