"""What the library of second factors asks of us: encrypted secrets, names, who we are."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from foundation.core.encrypted_field import decrypt, encrypt

from .models import User

SEALED_FOR = "accounts.second_factor"


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are sealed like personal numbers; a passkey knows a person by a random number."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return encrypt(text, context=SEALED_FOR)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        return decrypt(encrypted_text, context=SEALED_FOR)

    def get_totp_label(self, user: User) -> str:
        """The account's name in the app."""
        return user.get_username()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The host that passkeys are bound to."""
        host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": settings.WAGTAIL_SITE_NAME}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """The person behind a passkey."""
        return {
            "id": user.uuid.bytes,
            "display_name": str(user),
            "name": user.get_username(),
        }
