from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Private files."""

    name = "foundation.files"
    label = "files"
