"""What signing in leaves in the audit chain."""

from django.http import HttpRequest

from foundation.accounts.models import User
from foundation.audit.services import record, record_refusal
from foundation.core.clock import now
from foundation.core.http import client_address


def note(
    request: HttpRequest, user: User, action: str, target: str, *, acting_for: str = ""
) -> None:
    """A change that somebody made to being signed in."""
    record(
        actor=user,
        acting_for=acting_for,
        action=action,
        target=target,
        address=client_address(request),
        at=now(),
    )


def note_refusal(request: HttpRequest, reason: str) -> None:
    """A sign-in that was refused, without a name."""
    record_refusal(
        actor=None,
        acting_for="",
        action="accounts.sign_in",
        target="identity_platform",
        detail={"reason": reason},
        address=client_address(request),
        at=now(),
    )
