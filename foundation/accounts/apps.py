from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The user, signing in, the acting identity."""

    name = "foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to Django's own sign-in signals; name where factors are sealed."""
        from foundation.core.sealing import register_vault

        from . import signal_handlers  # noqa: F401
        from .services.factors import FactorVault

        register_vault(FactorVault())
