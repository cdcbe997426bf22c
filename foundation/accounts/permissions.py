"""Who may go on: the checks that other apps ask of a signed-in person."""

from django.conf import settings
from django.http import HttpRequest

from foundation.core.clock import now

from .acting import Acting
from .enums import LoginKind
from .errors import AgentIncomplete, ProofRequired, SignInRequired
from .http.staff import is_fresh
from .models import Identity


def require_sign_in(acting: Acting) -> None:
    """Let only signed-in people go on.

    Raises:
        SignInRequired: nobody is signed in.
    """
    if acting.is_anonymous:
        raise SignInRequired


def require_agent_complete(acting: Acting) -> None:
    """Let an agent go on whose name and identity-card number the platform has verified.

    Natural persons and staff have no agent and pass.

    Raises:
        SignInRequired: nobody is signed in.
        AgentIncomplete: something is missing.
    """
    require_sign_in(acting)
    if acting.login_kind != LoginKind.LEGAL:
        return
    identity = Identity.objects.filter(user=acting.user).latest_used()
    if identity is None or not identity.agent_complete:
        missing = identity.missing_agent_facts if identity else []
        raise AgentIncomplete(missing=missing, account_url=settings.OIDC_ACCOUNT_URL)


def require_proof(request: HttpRequest) -> None:
    """Let staff take a high step whose second factor was proved in the last ten minutes.

    At the HTML edge the refusal becomes a page that asks for it, and goes on with what was typed.

    Raises:
        ProofRequired: it was longer ago.
    """
    if not is_fresh(request, now()):
        raise ProofRequired
