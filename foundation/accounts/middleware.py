"""Puts the acting identity on every request."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .acting import resolve
from .enums import LoginKind


class ActingMiddleware:
    """Resolves `request.acting` from the session's choice and live membership."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with `request.acting` set."""
        session = request.session
        request.acting = resolve(  # type: ignore[attr-defined]
            request.user,
            login_kind=session.get("login_kind", LoginKind.NONE),
            enterprise_id=session.get("enterprise_id"),
        )
        return self.get_response(request)
