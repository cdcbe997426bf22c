"""The pages of the notices: index, categories, notice."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from foundation.accounts.acting import ANONYMOUS
from foundation.core.blocks import BodyBlock
from foundation.core.clock import today
from foundation.core.fields import PortableStreamField
from foundation.core.http import render_page
from foundation.core.models import BasePage
from notices.blocks import CorrectionsBlock
from notices.enums import VALIDITY_CHIPS, Audience, Validity
from notices.panels import NOTICE_TABS

from .listing import Listing, NoticeFilter
from .pinned import PinnedFirst
from .reading import reading_context

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting

MOST_SUBCATEGORIES = 30


class NoticePageQuerySet(PageQuerySet):
    """Notices, by what a reader may ask for."""

    def visible_to(self, acting: "Acting") -> Any:
        """What is published is there for everybody."""
        del acting
        return self.live().public()

    def in_category(self, category: "NoticeCategoryPage") -> Any:
        """In a category or in one of those under it."""
        below = Q(path__startswith=category.path)
        for child in category.subcategories.live()[:MOST_SUBCATEGORIES]:
            below |= Q(path__startswith=child.path)
        return self.filter(below)

    def in_category_of(self, slug: str) -> Any:
        """In the category of this address part; all without one, none if there is no such."""
        if not slug:
            return self
        category = NoticeCategoryPage.objects.live().filter(slug=slug[:255]).first()
        return self.in_category(category) if category else self.none()

    def for_sector(self, key: str) -> Any:
        """Filed under one sector."""
        return self.filter(sector__key=key)

    def published_between(self, first: date | None, last: date | None) -> Any:
        """Published from `first` to `last`, both days included."""
        found = self
        if first:
            found = found.filter(published_on__gte=first)
        return found.filter(published_on__lte=last) if last else found

    def newest_first(self) -> Any:
        """The latest publication first."""
        return self.order_by("-published_on", "-pk")

    def pinned_first(self, day: date) -> PinnedFirst:
        """Those pinned on that day first, then the latest."""
        return PinnedFirst(self, day)

    def for_lists(self) -> Any:
        """Without what only the notice itself shows."""
        return self.defer("body", "corrections", "search_description", "draft_title")


class ListingPage(BasePage):
    """A page that lists notices; what is listed is said by the address."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The whole page, or for htmx the list."""
        context = self.get_context(request, *args, **kwargs)
        return render_page(request, self.template, context, part="results")

    @property
    def category(self) -> "NoticeCategoryPage | None":
        """The category that the page stands for; None for all."""
        return None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The list with its filters and tabs."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        wanted = NoticeFilter.from_query(request.GET)
        visible = NoticePage.objects.visible_to(getattr(request, "acting", ANONYMOUS))
        categories = list(NoticeCategoryPage.objects.live().order_by("path"))
        context["listing"] = Listing(
            visible, wanted, categories=categories, category=self.category, day=today()
        )
        return context


class NoticeIndexPage(ListingPage):
    """通知公告: the whole history."""

    max_count = 1
    template = "notices/listing.html"
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["notices.NoticeCategoryPage"]

    class Meta:
        verbose_name = _("通知公告")
        verbose_name_plural = _("通知公告")


class NoticeCategoryPage(ListingPage):
    """One category; the tree of categories is made by `parent_category`, addresses stay flat."""

    parent_category = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="subcategories",
        verbose_name=_("上级类别"),
        help_text=_("选择后，本类别的文章也会出现在上级类别中。"),
    )

    template = "notices/listing.html"
    parent_page_types: ClassVar = ["notices.NoticeIndexPage"]
    subpage_types: ClassVar = ["notices.NoticePage"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        PageChooserPanel("parent_category", "notices.NoticeCategoryPage"),
    ]

    class Meta:
        verbose_name = _("通知类别")
        verbose_name_plural = _("通知类别")

    @property
    def category(self) -> "NoticeCategoryPage":
        """Itself."""
        return self

    def clean(self) -> None:
        """Two levels, no circles."""
        super().clean()
        parent = self.parent_category
        if parent is None:
            return
        if parent.pk == self.pk or parent.parent_category_id is not None:
            message = gettext("类别最多两级，请选择一个没有上级的类别。")
            raise ValidationError({"parent_category": message})
        if self.pk and self.subcategories.exists():
            message = gettext("本类别已有下级，不能再归入其他类别。")
            raise ValidationError({"parent_category": message})


class NoticePage(BasePage):
    """One official notice and its legal life."""

    number = models.CharField(
        _("文号"), max_length=60, blank=True, help_text=_("例如：示例〔2026〕19号。")
    )
    issuer = models.CharField(_("发文机关"), max_length=80, blank=True)
    signed_on = models.DateField(_("成文日期"), null=True, blank=True)
    published_on = models.DateField(
        _("发布日期"), default=today, db_index=True, help_text=_("列表按这一天排序。")
    )
    effective_on = models.DateField(_("施行日期"), null=True, blank=True)
    expires_on = models.DateField(_("失效日期"), null=True, blank=True)
    validity = models.CharField(
        _("有效性"), max_length=8, choices=Validity.choices, default=Validity.CURRENT
    )
    sector = models.ForeignKey(
        "directory.Sector",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("领域"),
    )
    audience = models.CharField(
        _("适用对象"), max_length=8, choices=Audience.choices, default=Audience.BOTH
    )
    keywords = models.CharField(
        _("主题词"), max_length=200, blank=True, help_text=_("用空格分开。")
    )
    body = PortableStreamField(BodyBlock(), blank=True, verbose_name=_("正文"))
    pinned_until = models.DateField(
        _("置顶到"), null=True, blank=True, help_text=_("这一天以后不再置顶。")
    )
    source_url = models.URLField(_("来源链接"), blank=True)
    contact = models.CharField(_("联系人"), max_length=120, blank=True)
    corrections = PortableStreamField(CorrectionsBlock(), blank=True, verbose_name=_("更正记录"))

    objects = PageManager.from_queryset(NoticePageQuerySet)()

    template = "notices/notice.html"
    parent_page_types: ClassVar = ["notices.NoticeCategoryPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = NOTICE_TABS
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("number", boost=3),
        index.SearchField("keywords", boost=2),
        index.SearchField("issuer"),
        index.SearchField("body"),
        index.FilterField("published_on"),
        index.FilterField("validity"),
        index.FilterField("sector"),
    ]

    class Meta:
        verbose_name = _("通知文章")
        verbose_name_plural = _("通知文章")
        indexes: ClassVar = [
            models.Index(fields=["-published_on"], name="notice_by_day"),
            models.Index(fields=["pinned_until"], name="notice_by_pin"),
        ]

    def clean(self) -> None:
        """Dates in an order that can be."""
        super().clean()
        errors = {}
        if self.effective_on and self.expires_on and self.expires_on <= self.effective_on:
            errors["expires_on"] = gettext("失效日期早于施行日期，请核对：失效应在施行之后。")
        published: date | None = self.published_on  # empty while the form is wrong
        if self.signed_on and published and published < self.signed_on:
            errors["published_on"] = gettext("发布日期早于成文日期，请核对两个日期。")
        if self.validity == Validity.CURRENT and self.expires_on and self.expires_on < today():
            errors["validity"] = gettext("失效日期已过，有效性不能是“现行有效”，请改为“已废止”。")
        if errors:
            raise ValidationError(errors)

    @property
    def chip_kind(self) -> str:
        """The look of its validity."""
        return VALIDITY_CHIPS[Validity(self.validity)]

    @property
    def is_repealed(self) -> bool:
        """No longer in force."""
        return self.validity == Validity.REPEALED

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The notice as a reader sees it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context.update(reading_context(self))
        return context
