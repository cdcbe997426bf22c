"""What the platform says about an account, and to whom.

The signed identity token travels through browsers when somebody signs out, so it carries no
personal fact; those are handed over at the userinfo endpoint only.
"""

from collections.abc import Iterable
from typing import Any, Literal
from urllib.parse import urlsplit

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import Client
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError

from identity_sandbox.models import SandboxUser, Visit


class PlatformAdapter(DefaultOIDCAdapter):
    """Issuer, subject and claims of the sandbox."""

    def get_issuer(self) -> str:
        """The issuer, from the settings: no ``Host`` header decides it."""
        return str(settings.IDENTITY_ISSUER)

    def get_user_sub(self, client: Client, user: AbstractBaseUser) -> str:  # noqa: ARG002
        """The stable subject, which says nothing about the person."""
        return str(_account(user).subject)

    def get_user_by_sub(self, client: Client, sub: str) -> SandboxUser | None:  # noqa: ARG002
        """The active account of a subject."""
        try:
            return SandboxUser.objects.filter(subject=sub, is_active=True).first()
        except ValidationError:
            return None

    def get_claims(
        self,
        purpose: Literal["id_token", "userinfo"],
        user: AbstractBaseUser,
        client: Client,  # noqa: ARG002
        scopes: Iterable[str],
        email: str | None = None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> dict[str, Any]:
        """Claims of the token (who, which kind, since when) or of userinfo (the facts)."""
        account = _account(user)
        claims: dict[str, Any] = {"sub": str(account.subject), "login_kind": account.kind}
        if account.last_login is not None:
            claims["auth_time"] = int(account.last_login.timestamp())
        if purpose == "userinfo" and "profile" in scopes:
            claims |= _facts(account)
        return claims

    def populate_id_token(
        self,
        id_token: dict[str, Any],
        client: Client,  # noqa: ARG002
        scopes: Iterable[str],  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> None:
        """Name the platform's session, so that its end can be told to the client."""
        visit = Visit.objects.filter(nonce=id_token.get("nonce") or "-").first()
        if visit is not None:
            id_token["sid"] = visit.sid

    def populate_server_metadata(self, data: dict[str, str | list[str]]) -> None:
        """State endpoints under the issuer, and only what the portal may use."""
        for key, value in data.items():
            if isinstance(value, str) and key != "issuer":
                data[key] = f"{settings.IDENTITY_ISSUER}{urlsplit(value).path}"
        data["backchannel_logout_supported"] = True  # type: ignore[assignment]
        data["backchannel_logout_session_supported"] = True  # type: ignore[assignment]
        data["grant_types_supported"] = ["authorization_code"]
        data["response_types_supported"] = ["code"]


def _account(user: AbstractBaseUser) -> SandboxUser:
    if not isinstance(user, SandboxUser):
        raise TypeError(user)
    return user


def _facts(account: SandboxUser) -> dict[str, str]:
    if not account.is_legal:
        return {
            "name": account.person_name,
            "id_number": account.id_number,
            "phone": account.phone,
        }
    return {
        "name": account.agent_name,
        "id_number": account.agent_id_number,
        "phone": account.phone,
        "enterprise_name": account.enterprise_name,
        "credit_code": account.credit_code,
        "enterprise_type": account.enterprise_type,
        "legal_representative": account.legal_representative,
        "agent_name": account.agent_name,
        "agent_id_number": account.agent_id_number,
        "agent_id_kind": account.agent_id_kind,
        "member_role": account.member_role,
    }
