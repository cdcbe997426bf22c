from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Departments, sectors, topics, working days."""

    name = "foundation.directory"
    label = "directory"
