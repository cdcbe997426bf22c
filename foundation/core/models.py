"""What page types have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index


class BasePage(Page):
    """A page with one sentence that says what it is for."""

    summary = models.CharField(
        _("一句话说明"), max_length=200, blank=True, help_text=_("显示在标题下和列表中。")
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True
