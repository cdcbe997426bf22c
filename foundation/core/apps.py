from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Errors, clock, state tables, http helpers, the ui."""

    name = "foundation.core"
    label = "core"
