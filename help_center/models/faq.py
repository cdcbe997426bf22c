"""Questions and answers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.models import Orderable, PageManager, PageQuerySet
from wagtail.search import index

from foundation.accounts.acting import ANONYMOUS
from foundation.core.blocks import BodyBlock
from foundation.core.fields import PortableStreamField
from foundation.core.http import render_page
from foundation.core.models import BasePage
from foundation.fulltext.services import find

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting

LONGEST_QUERY = 200
MOST_FOUND = 50


class FaqPageQuerySet(PageQuerySet):
    """Questions and answers."""

    def visible_to(self, acting: "Acting") -> Any:
        """What is published is there for everybody."""
        del acting
        return self.live().public()

    def in_order(self) -> Any:
        """As the editors arranged them."""
        return self.select_related("topic").order_by("path")

    def for_service(self, page_id: int) -> Any:
        """Those that name a service."""
        return self.filter(service_links__service_id=page_id).distinct()


class FaqIndexPage(BasePage):
    """常见问题: all of them by topic, or those that a search finds."""

    max_count = 1
    template = "help_center/faq.html"
    parent_page_types: ClassVar = ["help_center.HelpIndexPage"]
    subpage_types: ClassVar = ["help_center.FaqPage"]

    class Meta:
        verbose_name = _("常见问题")
        verbose_name_plural = _("常见问题")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The whole page, or for htmx the list."""
        context = self.get_context(request, *args, **kwargs)
        return render_page(request, self.template, context, part="results")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Questions in groups; what is asked stands in the address."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        visible = FaqPage.objects.visible_to(getattr(request, "acting", ANONYMOUS))
        q = str(request.GET.get("q", "")).replace("\0", "").strip()[:LONGEST_QUERY]
        context["q"] = q
        if q:
            findings = find(visible, q, limit=MOST_FOUND)
            found = visible.in_order().filter(pk__in=findings.pks)
            context["found"] = findings.arrange(found)
            context["groups"] = []
        else:
            context["found"] = []
            context["groups"] = grouped(visible.in_order())
        context["topic_links"] = [
            {"label": group["label"], "href": f"#{group['anchor']}"} for group in context["groups"]
        ]
        return context


def grouped(questions: Iterable["FaqPage"]) -> list[dict[str, Any]]:
    """Questions by topic, in the order of the topics; those without one come last."""
    groups: dict[int | None, dict[str, Any]] = {}
    for question in questions:
        topic = question.topic
        group = groups.setdefault(
            question.topic_id,
            {
                "label": topic.name if topic else gettext("其他"),
                "anchor": topic.key if topic else "other",
                "order": (topic is None, topic.order if topic else 0),
                "questions": [],
            },
        )
        group["questions"].append(question)
    return sorted(groups.values(), key=lambda group: group["order"])


class FaqPage(BasePage):
    """One question, the ways in which people ask it, and the reviewed answer."""

    alternatives = models.TextField(
        _("其他问法"), blank=True, help_text=_("每行一种，写法越接近申请人的说法越容易找到。")
    )
    answer = PortableStreamField(BodyBlock(), verbose_name=_("解答"))
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    topic = models.ForeignKey(
        "directory.Topic",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("主题"),
    )
    sector = models.ForeignKey(
        "directory.Sector",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("领域"),
    )
    reviewer = models.CharField(_("审核人"), max_length=60, blank=True)
    reviewed_on = models.DateField(_("审核日期"), null=True, blank=True)
    review_due_on = models.DateField(_("复审日期"), null=True, blank=True)

    objects = PageManager.from_queryset(FaqPageQuerySet)()

    template = "help_center/question.html"
    parent_page_types: ClassVar = ["help_center.FaqIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("alternatives"),
        FieldPanel("answer"),
        FieldPanel("basis"),
        FieldRowPanel([FieldPanel("topic"), FieldPanel("sector")]),
        InlinePanel("service_links", heading=_("相关事项"), label=_("事项")),
        MultiFieldPanel(
            [
                FieldPanel("reviewer"),
                FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_due_on")]),
            ],
            heading=_("审核"),
        ),
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("alternatives", boost=2),
        index.SearchField("answer"),
        index.SearchField("basis"),
        index.FilterField("topic"),
        index.FilterField("sector"),
    ]

    class Meta:
        verbose_name = _("问答")
        verbose_name_plural = _("问答")

    def clean(self) -> None:
        """A review is due after the last one."""
        super().clean()
        if self.reviewed_on and self.review_due_on and self.review_due_on <= self.reviewed_on:
            message = gettext("复审日期应晚于审核日期，请核对。")
            raise ValidationError({"review_due_on": message})

    @property
    def ways_to_ask(self) -> list[str]:
        """The alternative wordings."""
        return [line.strip() for line in self.alternatives.splitlines() if line.strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The services that the answer is about."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        links = self.service_links.select_related("service")
        context["service_items"] = [
            {"label": link.service.title, "url": link.service.url}
            for link in links.all()
            if link.service.live
        ]
        return context


class FaqService(Orderable):
    """A service that an answer is about, picked with the page chooser."""

    page = ParentalKey(FaqPage, on_delete=models.CASCADE, related_name="service_links")
    service = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("事项")
    )

    panels: ClassVar = [PageChooserPanel("service", "service_catalog.ServicePage")]

    class Meta(Orderable.Meta):
        verbose_name = _("相关事项")

    def __str__(self) -> str:
        return f"{self.page_id} → {self.service_id}"
