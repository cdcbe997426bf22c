from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """A request for a service, from draft to decision."""

    name = "applications"
    label = "applications"

    def ready(self) -> None:
        """Say who of the staff may read the files of a matter, and what messages it sends."""
        from foundation.files.permissions import register_reader

        from .permissions import may_read_attached
        from .services.files import PURPOSE

        register_reader(PURPOSE, may_read_attached)
