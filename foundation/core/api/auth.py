"""Who calls: a browser session with CSRF. A token is never silently ignored."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie


class SessionAuth(APIKeyCookie):
    """The portal's session; unsafe methods need the CSRF token.

    A request that carries an `Authorization` header is refused instead of being taken for
    the session's owner: a wrong token is 401, never somebody else.
    """

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The acting identity, or None for 401."""
        del key
        acting = getattr(request, "acting", None)
        if "Authorization" in request.headers or acting is None or acting.is_anonymous:
            return None
        return acting


session_auth = SessionAuth()
