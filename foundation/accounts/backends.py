"""Passwords of staff: every path that asks for one is throttled before it is hashed."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from foundation.core.clock import now
from foundation.core.http import client_address

from .errors import TooManyTries
from .models import User
from .services import throttle


class ThrottledBackend(ModelBackend):
    """Django's own backend behind the limits of `services.throttle`."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The user of a right password; nobody while a limit is reached."""
        if username is None or password is None:
            return None
        address = client_address(request) if request is not None else ""
        try:
            tries = throttle.admit(account=username, address=address, at=now())
        except TooManyTries as error:
            raise PermissionDenied from error
        user = super().authenticate(request, username=username, password=password, **kwargs)
        if user is not None:
            throttle.forgive(tries)
        return user
