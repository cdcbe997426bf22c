"""Things to download: manuals, templates, settings, drivers."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from foundation.accounts.acting import ANONYMOUS
from foundation.core.blocks import BodyBlock
from foundation.core.clock import today
from foundation.core.fields import PortableStreamField
from foundation.core.models import BasePage
from help_center.enums import ManualKind

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting


class ManualPageQuerySet(PageQuerySet):
    """Manuals."""

    def visible_to(self, acting: "Acting") -> Any:
        """What is published is there for everybody."""
        del acting
        return self.live().public()

    def newest_first(self) -> Any:
        """The latest version first, with its file."""
        return self.select_related("document").order_by("-updated_on", "path")


class ManualIndexPage(BasePage):
    """下载: everything to download, by kind."""

    max_count = 1
    template = "help_center/manuals.html"
    parent_page_types: ClassVar = ["help_center.HelpIndexPage"]
    subpage_types: ClassVar = ["help_center.ManualPage"]

    class Meta:
        verbose_name = _("资料下载")
        verbose_name_plural = _("资料下载")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """All manuals, grouped by kind."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        visible = ManualPage.objects.visible_to(getattr(request, "acting", ANONYMOUS))
        manuals = list(visible.newest_first())
        groups: list[dict[str, Any]] = [
            {"kind": kind.value, "label": kind.label,
             "manuals": [manual for manual in manuals if manual.kind == kind]}
            for kind in ManualKind
        ]  # fmt: skip
        context["groups"] = [group for group in groups if group["manuals"]]
        return context


class ManualPage(BasePage):
    """One thing to download, in its present version."""

    kind = models.CharField(
        _("类别"), max_length=10, choices=ManualKind.choices, default=ManualKind.MANUAL
    )
    document = models.ForeignKey(
        "wagtaildocs.Document", on_delete=models.PROTECT, related_name="+", verbose_name=_("文件")
    )
    version = models.CharField(_("版本"), max_length=20, blank=True)
    systems = models.CharField(
        _("适用系统"), max_length=120, blank=True, help_text=_("例如：Windows 10 及以上。")
    )
    updated_on = models.DateField(_("更新日期"), default=today)
    body = PortableStreamField(BodyBlock(), blank=True, verbose_name=_("使用说明"))
    sha256 = models.CharField(
        _("SHA-256"), max_length=64, blank=True, editable=False,
        validators=[RegexValidator(r"^[0-9a-f]{64}$")],
    )  # fmt: skip
    download_count = models.PositiveIntegerField(_("下载次数"), default=0, editable=False)

    objects = PageManager.from_queryset(ManualPageQuerySet)()

    template = "help_center/manual.html"
    parent_page_types: ClassVar = ["help_center.ManualIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("document")]),
        FieldRowPanel([FieldPanel("version"), FieldPanel("updated_on"), FieldPanel("systems")]),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("version"),
        index.SearchField("systems"),
        index.SearchField("get_kind_display"),
        index.SearchField("body"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("下载资料")
        verbose_name_plural = _("下载资料")

    @property
    def size_bytes(self) -> int:
        """Size of the file."""
        return int(self.document.get_file_size() or 0)

    @property
    def filename(self) -> str:
        """Name of the file."""
        return str(self.document.filename)

    @property
    def download_path(self) -> str:
        """Address that counts and then serves."""
        return f"/help/manuals/{self.slug}/download/"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The facts of the file."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        rows = [
            (_("版本"), self.version),
            (_("更新日期"), f"{self.updated_on:%Y-%m-%d}"),
            (_("适用系统"), self.systems),
            (_("下载次数"), self.download_count),
            (_("SHA-256"), self.sha256),
        ]
        context["facts"] = [{"label": label, "value": value} for label, value in rows if value]
        return context
