"""Hotlines: published numbers, and whether somebody answers now."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from foundation.core.blocks import BodyBlock
from foundation.core.clock import now
from foundation.core.fields import PortableStreamField
from foundation.core.models import BasePage
from foundation.directory.errors import CalendarMissing
from foundation.directory.working_days import is_working_day
from help_center.blocks import HoursBlock, NumbersBlock
from help_center.enums import Purpose


class HotlineQuerySet(models.QuerySet["Hotline"]):
    """Hotlines are public."""

    def technical(self) -> Self:
        """For trouble with the portal."""
        return self.filter(purpose=Purpose.TECHNICAL)

    def business(self) -> Self:
        """For questions of business."""
        return self.filter(purpose=Purpose.BUSINESS)


class Hotline(index.Indexed, models.Model):
    """One line: for what, which numbers, when."""

    key = models.SlugField(
        _("标识"),
        max_length=40,
        unique=True,
        help_text=_("事项页面用它指定咨询热线，定下后不要更改。"),
    )
    purpose = models.CharField(_("用途"), max_length=10, choices=Purpose.choices)
    subject = models.CharField(_("服务内容"), max_length=60)
    serves = models.CharField(_("可以问什么"), max_length=200, blank=True)
    numbers = PortableStreamField(NumbersBlock(), verbose_name=_("电话号码"))
    email = models.EmailField(_("邮箱"), blank=True)
    hours = PortableStreamField(
        HoursBlock(), blank=True, verbose_name=_("接听时间"),
        help_text=_("没有公布的请留空，页面会显示“以电话接听为准”。"),
    )  # fmt: skip
    note = models.CharField(_("说明"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("顺序"), default=0)

    objects = HotlineQuerySet.as_manager()

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("subject"), FieldPanel("key")]),
        FieldRowPanel([FieldPanel("purpose"), FieldPanel("order")]),
        FieldPanel("serves"),
        FieldPanel("numbers"),
        FieldPanel("email"),
        FieldPanel("hours"),
        FieldPanel("note"),
    ]
    search_fields: ClassVar = [
        index.SearchField("subject", boost=2),
        index.AutocompleteField("subject"),
        index.SearchField("serves"),
        index.SearchField("numbers"),
        index.FilterField("purpose"),
    ]

    class Meta:
        verbose_name = _("服务热线")
        verbose_name_plural = _("服务热线")
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.subject

    @property
    def dialled(self) -> list[str]:
        """The numbers."""
        return [str(block.value) for block in self.numbers]

    @property
    def hours_text(self) -> str:
        """When it is answered, in words."""
        spans = [
            f"{block.value['opens']:%H:%M}–{block.value['closes']:%H:%M}" for block in self.hours
        ]
        if not spans:
            return gettext("以电话接听为准")
        return gettext("工作日 %(spans)s") % {"spans": "、".join(spans)}

    def is_open(self, at: datetime) -> bool | None:
        """Whether somebody answers at that moment; None where that is not known."""
        if not bool(self.hours):
            return None
        local = timezone.localtime(at)
        try:
            works = is_working_day(local.date())
        except CalendarMissing:
            return None
        spans = [(block.value["opens"], block.value["closes"]) for block in self.hours]
        return works and any(opens <= local.time() < closes for opens, closes in spans)

    def row(self, at: datetime) -> dict[str, Any]:
        """As the component `hotlines` shows it."""
        return {
            "label": self.subject,
            "numbers": self.dialled,
            "hours": self.hours_text,
            "open": self.is_open(at),
            "line": self,
        }


class HotlinePage(BasePage):
    """All hotlines on one page."""

    body = PortableStreamField(BodyBlock(), blank=True, verbose_name=_("说明"))

    max_count = 1
    template = "help_center/hotlines.html"
    parent_page_types: ClassVar = ["help_center.HelpIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("body")]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body"),
                               index.SearchField("numbers_text")]  # fmt: skip

    class Meta:
        verbose_name = _("服务热线页")
        verbose_name_plural = _("服务热线页")

    def numbers_text(self) -> str:
        """All lines as text, so that a number finds the page."""
        lines = Hotline.objects.all()
        return "\n".join(f"{line.subject} {' '.join(line.dialled)} {line.email}" for line in lines)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The lines by purpose."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        rows = [line.row(at=now()) for line in Hotline.objects.all()]
        context["groups"] = [
            {"label": purpose.label, "purpose": purpose.value,
             "rows": [row for row in rows if row["line"].purpose == purpose]}
            for purpose in Purpose
        ]  # fmt: skip
        return context
