from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The user, signing in, the acting identity."""

    name = "foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to Django's own sign-in signals."""
        from . import signal_handlers  # noqa: F401
