from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Errors, clock, state tables, http helpers, the ui."""

    name = "foundation.core"
    label = "core"

    def ready(self) -> None:
        """Exports of the admin write no formulas."""
        from .spreadsheets import make_exports_harmless

        make_exports_harmless()
