from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    """My space of a person or an enterprise."""

    name = "workspace"
    label = "workspace"
