from django.apps import AppConfig


class LicencesConfig(AppConfig):
    """Electronic licences of enterprises and persons."""

    name = "licences"
    label = "licences"

    def ready(self) -> None:
        """Let the admin read licences, and nobody edit them there."""
        from wagtail.permissions import register_permission_policy

        from foundation.audit.permissions import ReadOnlyPolicy

        from .models import Licence

        register_permission_policy(Licence, ReadOnlyPolicy(Licence))
