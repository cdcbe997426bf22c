from django.apps import AppConfig


class ServiceCatalogConfig(AppConfig):
    """Services one can apply for."""

    name = "service_catalog"
    label = "service_catalog"

    def ready(self) -> None:
        """Listen for publications."""
        from . import signal_handlers

        signal_handlers.connect()
