"""What editors find first in the admin: where to write, and what appears by itself soon."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from help_center.models import FaqIndexPage, FaqPage, ManualIndexPage, ManualPage
from notices.models import NoticeCategoryPage, NoticePage
from service_catalog.models import KindPage, ServicePage

SHOWN = 8
# What is written, and the kind of page below which it stands.
WRITTEN: list[tuple[str, type[Page], type[Page]]] = [
    ("写通知公告", NoticePage, NoticeCategoryPage),
    ("新建办事事项", ServicePage, KindPage),
    ("补充帮助", FaqPage, FaqIndexPage),
    ("补充帮助", ManualPage, ManualIndexPage),
]


class EditorsPanel(Component):
    """Links to a new page of each kind, and the pages with a date of their own."""

    name = "editors"
    template_name = "home/admin/editors.html"
    order = 20

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Only what this person may write."""
        del parent_context
        groups: dict[str, list[dict[str, str]]] = {}
        for label, written, above in WRITTEN:
            links = self._links(written, above)
            if links:
                groups.setdefault(_(label), []).extend(links)
        return {"groups": groups, "coming": _coming() if groups else []}

    def _links(self, written: type[Page], above: type[Page]) -> list[dict[str, str]]:
        meta = written._meta  # noqa: SLF001 (the only way to a model's names)
        return [
            {
                "label": str(parent.title),
                "url": reverse("wagtailadmin_pages:add", args=[*_names(meta), parent.pk]),
            }
            for parent in above.objects.live().order_by("path")
            if parent.permissions_for_user(self.request.user).can_add_subpage()
        ]


def _names(meta: Any) -> tuple[str, str]:
    return meta.app_label, meta.model_name


def _coming() -> list[dict[str, Any]]:
    """Pages that go live by themselves, the soonest first."""
    waiting = Page.objects.filter(live=False, go_live_at__isnull=False, expired=False)
    waiting = waiting.filter(latest_revision__approved_go_live_at__isnull=False)
    return [
        {
            "title": page.title,
            "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "at": page.go_live_at,
        }
        for page in waiting.order_by("go_live_at")[:SHOWN]
    ]
