from django.apps import AppConfig


class ServiceCatalogConfig(AppConfig):
    """Services one can apply for."""

    name = "service_catalog"
    label = "service_catalog"

    def ready(self) -> None:
        """Listen for publications; say which services take a group of fields."""
        from foundation.eforms.models import register_group_uses

        from . import signal_handlers
        from .models.groups import uses_of

        register_group_uses(uses_of)
        signal_handlers.connect()
