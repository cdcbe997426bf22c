"""Registers the group 内容, the editors' dashboard and the portal's colours with the admin."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .panels import EditorsPanel
from .viewsets import ContentGroup

register_snippet(ContentGroup)


def portal_colours() -> str:
    """The portal's colours over Wagtail's look."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/portal.css"))


def add_editors(request: HttpRequest, panels: list[object]) -> None:
    """Where to write comes before what was written."""
    panels.append(EditorsPanel(request))


def without_totals(request: HttpRequest, items: list[object]) -> None:
    """How many pages and files there are helps nobody at work."""
    del request
    items.clear()


hooks.register("construct_homepage_panels", add_editors)
hooks.register("construct_homepage_summary_items", without_totals, order=100)
hooks.register("insert_global_admin_css", portal_colours)
