from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """One message to one person."""

    name = "foundation.notifications"
    label = "notifications"
