from django.apps import AppConfig


class ServiceCatalogConfig(AppConfig):
    """Services one can apply for."""

    name = "service_catalog"
    label = "service_catalog"
