"""Registers the group 内容 and the portal's colours with the admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .viewsets import ContentGroup

register_snippet(ContentGroup)


def portal_colours() -> str:
    """The portal's colours over Wagtail's look."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/portal.css"))


hooks.register("insert_global_admin_css", portal_colours)
