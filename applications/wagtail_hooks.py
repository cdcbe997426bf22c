"""Registers the desk in the Wagtail admin."""

from django.http import HttpRequest
from wagtail import hooks

from .viewsets import (
    AccessMenuItem,
    CounterMenuItem,
    DeskPanel,
    FiguresMenuItem,
    FollowUpMenuItem,
    desk_group,
    matters,
)


def add_desk(request: HttpRequest, panels: list[object]) -> None:
    """Each role's own queue comes first on the dashboard."""
    panels.insert(0, DeskPanel(request))


hooks.register("register_admin_viewset", lambda: [matters, desk_group])
hooks.register("register_admin_menu_item", CounterMenuItem)
hooks.register("register_admin_menu_item", FollowUpMenuItem)
hooks.register("register_reports_menu_item", FiguresMenuItem)
hooks.register("register_reports_menu_item", AccessMenuItem)
hooks.register("construct_homepage_panels", add_desk)
