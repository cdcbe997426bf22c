from django.apps import AppConfig


class PortalApiConfig(AppConfig):
    """The one JSON API."""

    name = "portal_api"
    label = "portal_api"
