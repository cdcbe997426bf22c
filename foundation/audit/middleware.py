"""Follows every request; writes refusals when its transactions are over."""

from collections.abc import Callable
from typing import Any, Protocol

import structlog
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from foundation.core.http import client_address

from . import services, trail as trails

log = structlog.get_logger(__name__)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
FORBIDDEN = 403
FAILED_MOVES = frozenset({403, 404, 409, 500})


class _Acting(Protocol):
    """What the record needs of the acting identity; the class itself lives above."""

    user: AbstractBaseUser | None

    @property
    def on_behalf(self) -> str: ...


class AuditMiddleware:
    """Stands outside every transaction of the request.

    What a service recorded as refused is appended here. A signed-in person's request that was
    refused or failed without such a word is recorded too, so no attempt goes unseen.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then write what was refused."""
        with trails.following(client_address(request)) as trail:
            response = self.get_response(request)
            if not trail.refusals and _was_refused(request, response):
                _note_refusal(request, response)
            _write(trail)
        return response


def _was_refused(request: HttpRequest, response: HttpResponseBase) -> bool:
    acting: _Acting | None = getattr(request, "acting", None)
    if acting is None or acting.user is None:
        return False
    if response.status_code == FORBIDDEN:
        return True
    return request.method not in SAFE_METHODS and response.status_code in FAILED_MOVES


def _note_refusal(request: HttpRequest, response: HttpResponseBase) -> None:
    acting: Any = getattr(request, "acting", None)
    services.record_refusal(
        actor=acting.user,
        acting_for=acting.on_behalf,
        action="request.refused",
        target=request.path,
        detail={"method": request.method, "status": response.status_code},
    )


def _write(trail: trails.Trail) -> None:
    try:
        services.write_refusals(trail)
    except DatabaseError as error:
        actions = [entry["action"] for entry in trail.refusals]
        log.exception("audit_refusals_lost", error=type(error).__name__, actions=actions)
