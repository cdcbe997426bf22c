"""What the identity platform, a program, calls."""

from django.http import HttpRequest, HttpResponse
from ninja import Form, Router

from foundation.audit.services import record_refusal
from foundation.core.api.schemas import Problem
from foundation.core.clock import now
from foundation.core.http import client_address

from .errors import LogoutRefused
from .services import end_at_platform, read_logout_token

router = Router(tags=["accounts"])


@router.post(
    "/backchannel-logout",
    response={200: None, 400: Problem, 503: Problem},
    operation_id="backchannel_logout",
    summary="认证平台通知退出",
)
def backchannel_logout(request: HttpRequest, logout_token: Form[str]) -> HttpResponse:
    """End the sessions of whoever left the identity platform.

    Nobody is signed in here: the token, signed by the platform, is the credential.
    """
    try:
        departed = read_logout_token(logout_token)
    except LogoutRefused as error:
        _record(request, error.reason)
        raise
    end_at_platform(
        issuer=departed.issuer,
        subject=departed.subject,
        platform_session=departed.platform_session,
        at=now(),
    )
    return HttpResponse(headers={"Cache-Control": "no-store"})


def _record(request: HttpRequest, reason: str) -> None:
    record_refusal(
        actor=None,
        acting_for="",
        action="accounts.backchannel_logout",
        target="identity_platform",
        detail={"reason": reason},
        address=client_address(request),
        at=now(),
    )
