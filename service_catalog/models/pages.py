"""One service: its guide, and the form that it asks for."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable, PageManager, PageQuerySet
from wagtail.search import index

from foundation.accounts.acting import ANONYMOUS
from foundation.core.clock import now
from foundation.core.fields import PortableStreamField
from foundation.core.models import BasePage
from foundation.eforms.blocks import FormBlock
from service_catalog.blocks import (
    ConditionsBlock,
    FlowBlock,
    LegalBasesBlock,
    MaterialsBlock,
    QuestionsBlock,
)
from service_catalog.enums import Audience, Handling, Kind, Level, Online
from service_catalog.panels import SERVICE_TABS

from .filters import ServiceFilter
from .guide import guide_context
from .listing import LIST_ORDER
from .windows import Opening, opening_of

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting
    from foundation.accounts.models import User

UNVERIFIED = "待核实"
NAME_ORDER_LENGTH = 80


def name_order(title: str) -> str:
    """What sorts titles as a dictionary does: GB 18030 lists the usual characters by their sound."""
    return title.encode("gb18030", "replace").hex()[:NAME_ORDER_LENGTH]


class ServicePageQuerySet(PageQuerySet):
    """Services, by what a visitor may ask for."""

    def visible_to(self, acting: "Acting") -> Any:
        """What is published is there for everybody."""
        del acting
        return self.live().public()

    def of_kind(self, kind: str) -> Any:
        """Of one of the four kinds."""
        return self.filter(kind=kind)

    def for_sector(self, key: str) -> Any:
        """Filed under one sector."""
        return self.filter(sector__key=key)

    def for_audience(self, audience: str) -> Any:
        """Those that such an applicant may apply for."""
        return self.filter(audience__in=[audience, Audience.BOTH])

    def offered_here(self) -> Any:
        """Those that one can apply for in this portal."""
        return self.filter(has_form=True, external_url="")

    def narrowed(self, wanted: ServiceFilter) -> Any:
        """Those that the filters of a list leave, words and favourites aside."""
        found = self
        exact = {
            "kind": wanted.kind,
            "sector__key": wanted.sector,
            "handling": wanted.handling,
            "department__key": wanted.department,
        }
        found = found.filter(**{name: value for name, value in exact.items() if value})
        if wanted.audience:
            found = found.for_audience(wanted.audience)
        if wanted.online:
            here = found.offered_here()
            found = (
                here if wanted.online == Online.HERE else found.exclude(pk__in=here.values("pk"))
            )
        return found

    def kept_by(self, user: "User | None") -> Any:
        """Those that a person keeps as favourites."""
        return self.filter(favourites__user=user) if user else self.none()

    def for_lists(self) -> Any:
        """With what a row of a list shows, in the order of the codes."""
        return (
            self.select_related("sector")
            .defer(
                "form", "steps", "materials", "conditions", "legal_basis", "questions",
                "search_description", "draft_title",
            )
            .order_by(*LIST_ORDER)
        )  # fmt: skip

    def counts_by_kind(self) -> dict[str, int]:
        """How many there are of each kind."""
        rows = self.order_by().values("kind").annotate(number=models.Count("pk"))
        return {row["kind"]: row["number"] for row in rows}


class ServicePage(BasePage):
    """One service: its guide, and the form that it asks for."""

    code = models.CharField(
        _("事项代码"),
        max_length=20,
        unique=True,
        help_text=_("例如 DP04；网址用它的小写。"),
        error_messages={"unique": _("已有事项使用这个代码，请换一个。")},
    )
    kind = models.CharField(_("事项类型"), max_length=12, choices=Kind.choices, editable=False)
    kind_order = models.PositiveSmallIntegerField(default=0, editable=False)
    name_order = models.CharField(max_length=NAME_ORDER_LENGTH, blank=True, editable=False)
    item_number = models.CharField(
        _("事项编码"),
        max_length=31,
        blank=True,
        help_text=_("政务服务事项的 31 位编码，没有可不填。"),
    )
    short_title = models.CharField(_("简称"), max_length=40, blank=True)
    sector = models.ForeignKey(
        "directory.Sector", on_delete=models.PROTECT, related_name="+", verbose_name=_("领域")
    )
    topic = models.ForeignKey(
        "directory.Topic",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("主题"),
    )
    department = models.ForeignKey(
        "directory.Department",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("承办处室"),
    )
    audience = models.CharField(
        _("服务对象"), max_length=8, choices=Audience.choices, default=Audience.LEGAL
    )
    handling = models.CharField(
        _("办件类型"), max_length=8, choices=Handling.choices, default=Handling.PROMISED
    )
    level = models.CharField(_("行使层级"), max_length=8, choices=Level.choices, default=Level.CITY)
    legal_days = models.PositiveSmallIntegerField(_("法定时限（工作日）"), null=True, blank=True)
    promised_days = models.PositiveSmallIntegerField(
        _("承诺时限（工作日）"), null=True, blank=True, help_text=_("不得长于法定时限。")
    )
    legal_days_source = models.CharField(
        _("时限依据"),
        max_length=200,
        blank=True,
        help_text=_("法规名称和条款；尚未对照原文核实的，请写“待核实”。"),
    )
    not_counted = models.CharField(_("不计入时限"), max_length=200, blank=True)
    due = models.CharField(
        _("报送期限"), max_length=60, blank=True, help_text=_("数据报送填写，例如：每月 5 日前。")
    )
    result_name = models.CharField(_("结果名称"), max_length=100, blank=True)
    validity = models.CharField(_("有效期"), max_length=60, blank=True)
    result_sample = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("结果样本"),
    )
    visits = models.PositiveSmallIntegerField(_("到场次数"), default=0)
    by_network = models.BooleanField(_("网上办理"), default=True)
    at_window = models.BooleanField(_("窗口办理"), default=False)
    by_courier = models.BooleanField(_("快递申请"), default=False)
    delivery = models.CharField(
        _("送达方式"), max_length=60, blank=True, default=_("窗口领取或邮寄")
    )
    fee = models.CharField(_("收费"), max_length=120, blank=True, default=_("不收费"))
    supervision = models.CharField(_("监督方式"), max_length=120, blank=True)
    consult_line = models.SlugField(
        _("咨询热线"),
        max_length=40,
        blank=True,
        help_text=_("服务热线的标识，例如 biz-permit，见“内容 › 服务热线”。"),
    )
    keywords = models.CharField(
        _("关键词"), max_length=300, blank=True, help_text=_("申请人可能输入的叫法，用空格分开。")
    )
    external_url = models.URLField(
        _("外部办理网址"), blank=True, help_text=_("在其他平台办理的事项填写，本门户不再接收申请。")
    )
    changed_on = models.DateField(_("变化日期"), null=True, blank=True)
    change_note = models.CharField(_("变化内容"), max_length=300, blank=True)
    conditions = PortableStreamField(ConditionsBlock(), blank=True, verbose_name=_("受理条件"))
    steps = PortableStreamField(FlowBlock(), blank=True, verbose_name=_("办理流程"))
    materials = PortableStreamField(MaterialsBlock(), blank=True, verbose_name=_("申请材料"))
    legal_basis = PortableStreamField(LegalBasesBlock(), blank=True, verbose_name=_("设定依据"))
    questions = PortableStreamField(QuestionsBlock(), blank=True, verbose_name=_("常见问题"))
    has_form = models.BooleanField(default=False, editable=False)
    form = PortableStreamField(FormBlock(), blank=True, verbose_name=_("申请表"))

    objects = PageManager.from_queryset(ServicePageQuerySet)()

    template = "service_catalog/service.html"
    parent_page_types: ClassVar = ["service_catalog.KindPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = SERVICE_TABS
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("code", boost=3),
        index.SearchField("short_title", boost=2),
        index.SearchField("keywords", boost=2),
        index.SearchField("get_kind_display"),
        index.SearchField("conditions"),
        index.SearchField("materials"),
        index.SearchField("legal_basis"),
        index.SearchField("questions"),
        index.FilterField("kind"),
        index.FilterField("audience"),
        index.FilterField("sector"),
    ]

    class Meta:
        verbose_name = _("事项")
        verbose_name_plural = _("事项")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """The address is the code, whatever was typed."""
        if self.code:
            self.slug = self.code.lower()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """A promise is never longer than the law."""
        super().clean()
        if self.legal_days and self.promised_days and self.promised_days > self.legal_days:
            raise ValidationError(
                {"promised_days": gettext("承诺时限不能长于法定时限，请改为 %(days)s 个工作日或更短。")
                 % {"days": self.legal_days}}
            )  # fmt: skip

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note what lists need: the kind of the page above, whether there is a form, its order."""
        if self.path:
            self.take_kind()
        self.has_form = bool(self.form)
        self.name_order = name_order(self.title)
        super().save(*args, **kwargs)

    def take_kind(self) -> None:
        """The kind is that of the page above, wherever the service is moved."""
        kind = getattr(self.get_parent().specific, "kind", "")
        if kind:
            self.kind = kind
            self.kind_order = Kind.values.index(kind)

    @property
    def form_series(self) -> str:
        """Under which name the versions of its form are published."""
        return f"service:{self.translation_key}"

    @property
    def sector_key(self) -> str:
        """The key of its sector."""
        return str(self.sector.key)

    @property
    def channels(self) -> list[str]:
        """The ways to apply, in words."""
        ways = ((self.by_network, gettext("网上办理")), (self.at_window, gettext("窗口办理")),
                (self.by_courier, gettext("快递申请")))  # fmt: skip
        return [label for offered, label in ways if offered]

    @property
    def is_offered_here(self) -> bool:
        """Whether one can apply for it in this portal."""
        return not self.external_url and self.has_form

    @property
    def is_unverified(self) -> bool:
        """Whether its legal period still has to be read in the rule."""
        return UNVERIFIED in self.legal_days_source

    def opening_on(self, day: date) -> Opening | None:
        """What its windows say of a day; None where it is always open."""
        return opening_of(self.windows.all(), day)

    def is_open_on(self, day: date) -> bool:
        """Whether one may apply on that day."""
        opening = self.opening_on(day)
        return opening is None or opening.is_open

    @property
    def path_of_guide(self) -> str:
        """Its address by the contract."""
        return f"/services/{self.kind}/{self.slug}/"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The guide as a visitor reads it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        acting = getattr(request, "acting", ANONYMOUS)
        context.update(guide_context(self, acting, at=now()))
        return context


class ServicePlace(Orderable):
    """A place where one service is handled."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="place_links")
    place = models.ForeignKey(
        "service_catalog.Place",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("办理地点"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("办理地点")

    def __str__(self) -> str:
        return str(self.place_id)
