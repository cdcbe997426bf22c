from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front page and the frame of every page."""

    name = "home"
    label = "home"
