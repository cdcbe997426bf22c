"""Every beginning and failing of a password session, wherever it happens."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from foundation.audit.services import record, record_refusal
from foundation.core.clock import now
from foundation.core.http import client_address

from .http import EXPIRED, mark_end, mark_start
from .models import User


@receiver(user_logged_in)
def note_sign_in(request: HttpRequest | None, user: User, **_: Any) -> None:
    """Start the session's clock; staff leave a row."""
    if request is None:
        return
    mark_start(request, user, now())
    if user.is_staff:
        record(
            actor=user,
            acting_for="",
            action="accounts.sign_in",
            target=f"user:{user.pk}",
            detail={"login_kind": "staff"},
            address=client_address(request),
            at=now(),
        )


@receiver(user_logged_out)
def note_sign_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    """Every end of a session leaves a row: asked for, or run out."""
    if user is None:
        return
    mark_end(request, now())
    expired = request.session.get(EXPIRED, False)
    record(
        actor=user,
        acting_for=str(user),
        action="accounts.session_expired" if expired else "accounts.sign_out",
        target=f"user:{user.pk}",
        address=client_address(request),
        at=now(),
    )


@receiver(user_login_failed)
def note_refusal(request: HttpRequest | None = None, **_: Any) -> None:
    """A refused password leaves a row without saying whose it was."""
    record_refusal(
        actor=None,
        acting_for="",
        action="accounts.sign_in",
        target="password",
        address=client_address(request) if request is not None else "",
        at=now(),
    )
