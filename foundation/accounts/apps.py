from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The user, signing in, the acting identity."""

    name = "foundation.accounts"
    label = "accounts"
