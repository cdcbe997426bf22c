from django.apps import AppConfig


class EformsConfig(AppConfig):
    """Forms that editors design."""

    name = "foundation.eforms"
    label = "eforms"
