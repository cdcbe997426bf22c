"""Small things that editors keep, in one group of the admin."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from help_center.models import Hotline
from service_catalog.models import Place


class HotlineViewSet(SnippetViewSet):
    """Hotlines: list, edit, export."""

    model = Hotline
    icon = "mobile-alt"
    menu_label = _("服务热线")
    list_display: ClassVar = ["subject", "purpose", "hours_text", "email", "order"]
    list_filter: ClassVar = ["purpose"]
    list_export: ClassVar = ["key", "purpose", "subject", "serves", "email", "note", "order"]
    list_per_page = 50


class PlaceViewSet(SnippetViewSet):
    """Places: list, edit, export."""

    model = Place
    icon = "home"
    menu_label = _("办理地点")
    list_display: ClassVar = ["title", "kind", "address", "hours", "order"]
    list_filter: ClassVar = ["kind"]
    list_export: ClassVar = ["key", "title", "kind", "address", "hours", "note", "order"]
    list_per_page = 50


class ContentGroup(SnippetViewSetGroup):
    """内容, beside the page tree."""

    menu_label = _("内容")
    menu_icon = "doc-full"
    menu_order = 150
    items = (HotlineViewSet, PlaceViewSet)
