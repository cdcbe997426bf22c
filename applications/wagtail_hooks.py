"""Registers the desk in the Wagtail admin."""

from wagtail import hooks

from .viewsets import DeskPanel, matters


@hooks.register("register_admin_viewset")
def register_matters() -> object:
    """办件."""
    return matters


@hooks.register("construct_homepage_panels")
def add_desk(request: object, panels: list[object]) -> None:
    """Each role's own queue comes first on the dashboard."""
    panels.insert(0, DeskPanel(request))
