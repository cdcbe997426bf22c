from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The composition root."""

    name = "cms"
