from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """The demonstration content and its loader."""

    name = "demonstration"
    label = "demonstration"
