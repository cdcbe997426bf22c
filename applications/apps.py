from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """A request for a service, from draft to decision."""

    name = "applications"
    label = "applications"
