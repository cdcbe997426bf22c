"""The entrance of the help centre."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import ANONYMOUS
from foundation.core.clock import now
from foundation.core.models import BasePage

from .faq import FaqPage
from .hotlines import Hotline
from .manuals import ManualPage

SHOWN = 6


class HelpIndexPage(BasePage):
    """帮助中心: what is below, and the first of each."""

    max_count = 1
    template = "help_center/index.html"
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = [
        "help_center.ManualIndexPage",
        "help_center.FaqIndexPage",
        "help_center.HotlinePage",
    ]

    class Meta:
        verbose_name = _("帮助中心")
        verbose_name_plural = _("帮助中心")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The parts of the help centre, each with its first entries."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        acting = getattr(request, "acting", ANONYMOUS)
        parts = self.get_children().live().public().order_by("path").specific()
        context["parts"] = list(parts)
        context["question_items"] = [
            {"label": question.title, "url": question.url}
            for question in FaqPage.objects.visible_to(acting).in_order()[:SHOWN]
        ]
        context["manuals"] = ManualPage.objects.visible_to(acting).newest_first()[:SHOWN]
        context["lines"] = [line.row(at=now()) for line in Hotline.objects.technical()]
        return context
