"""The front page and ordinary pages."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from foundation.accounts.acting import ANONYMOUS
from foundation.core.blocks import BodyBlock
from foundation.core.fields import PortableStreamField
from foundation.core.http import render_page
from foundation.core.models import BasePage
from home.blocks import EntriesBlock, HotlinesBlock, KindsBlock, LinksBlock, NoticeTabsBlock

from .front import front_context


class HomePage(BasePage):
    """首页: everything on it is arranged by editors."""

    banner_title = models.TextField(
        _("横幅标题"), max_length=60, help_text=_("可以分成两行。"), default=_("一网通办")
    )
    banner_lede = models.CharField(_("横幅说明"), max_length=120, blank=True)
    search_hint = models.CharField(
        _("搜索框提示"),
        max_length=60,
        blank=True,
        help_text=_("例如：药品生产许可证到期前多久换发。"),
    )
    hot_questions = PortableStreamField(LinksBlock(), blank=True, verbose_name=_("常找"))
    kinds = PortableStreamField(KindsBlock(), blank=True, verbose_name=_("业务办理入口"))
    quick_entries = PortableStreamField(EntriesBlock(), blank=True, verbose_name=_("快捷入口"))
    notice_tabs = PortableStreamField(NoticeTabsBlock(), blank=True, verbose_name=_("通知公告标签"))
    hotlines = PortableStreamField(HotlinesBlock(), blank=True, verbose_name=_("服务热线"))

    max_count = 1
    template = "home/home.html"
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "notices.NoticeIndexPage",
        "service_catalog.CatalogPage",
        "help_center.HelpIndexPage",
        "home.ContentPage",
    ]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("banner_title"),
                FieldPanel("banner_lede"),
                FieldPanel("search_hint"),
                FieldPanel("hot_questions"),
            ],
            heading=_("横幅"),
        ),
        FieldPanel("kinds"),
        FieldPanel("quick_entries"),
        FieldPanel("notice_tabs"),
        FieldPanel("hotlines"),
    ]

    class Meta:
        verbose_name = _("首页")
        verbose_name_plural = _("首页")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The whole page, or for htmx the notices of one tab."""
        context = self.get_context(request, *args, **kwargs)
        return render_page(request, self.template, context, part="notices")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Notices, services and what is the visitor's own."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        acting = getattr(request, "acting", ANONYMOUS)
        context.update(front_context(self, acting, tab=request.GET.get("tab", "")))
        return context


class ContentPage(BasePage):
    """An ordinary page that editors write."""

    body = PortableStreamField(BodyBlock(), blank=True, verbose_name=_("正文"))

    template = "home/content.html"
    parent_page_types: ClassVar = ["home.HomePage", "home.ContentPage"]
    subpage_types: ClassVar = ["home.ContentPage"]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("body")]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("普通页面")
        verbose_name_plural = _("普通页面")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The pages below, and the headings of a long text."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["below"] = list(self.get_children().live().public())
        return context
