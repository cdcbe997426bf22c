"""What page types have in common."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from .panels import AddressedPageForm

FIRST_LEVEL = 2


class BasePage(Page):
    """A page with one sentence that says what it is for."""

    summary = models.CharField(
        _("一句话说明"), max_length=200, blank=True, help_text=_("显示在标题下和列表中。")
    )

    base_form_class = AddressedPageForm
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """Where the page stands: the published pages above it, then itself."""
        above = self.get_ancestors().live().filter(depth__gt=1)
        crumbs = [{"label": str(page.title), "url": str(page.url or "")} for page in above]
        return [*crumbs, {"label": str(self.title), "url": ""}]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page, and where it stands."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["crumbs"] = self.crumbs if self.depth and self.depth > FIRST_LEVEL else []
        return context
