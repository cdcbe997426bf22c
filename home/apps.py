from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front page and the frame of every page."""

    name = "home"
    label = "home"

    def ready(self) -> None:
        """Tell the catalogue what belongs to a service; watch what the frame shows."""
        from service_catalog.models import register_related

        from . import signal_handlers
        from .services import belonging_to

        register_related(belonging_to)
        signal_handlers.connect()
