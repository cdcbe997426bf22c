from django.apps import AppConfig


class HelpCenterConfig(AppConfig):
    """Manuals, questions, hotlines."""

    name = "help_center"
    label = "help_center"
