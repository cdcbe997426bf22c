from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Official notices and their legal life."""

    name = "notices"
    label = "notices"
