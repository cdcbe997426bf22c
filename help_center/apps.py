from django.apps import AppConfig


class HelpCenterConfig(AppConfig):
    """Manuals, questions, hotlines."""

    name = "help_center"
    label = "help_center"

    def ready(self) -> None:
        """Listen for publications."""
        from . import signal_handlers

        signal_handlers.connect()
