"""What a notice is tied to: services, earlier and explaining notices, files."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable


class NoticeService(Orderable):
    """A service that a notice is about, picked with the page chooser."""

    page = ParentalKey("notices.NoticePage", on_delete=models.CASCADE, related_name="service_links")
    service = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("事项")
    )

    panels: ClassVar = [PageChooserPanel("service", "service_catalog.ServicePage")]

    class Meta(Orderable.Meta):
        verbose_name = _("相关事项")

    def __str__(self) -> str:
        return f"{self.page_id} → {self.service_id}"


class NoticeReplacement(Orderable):
    """An earlier notice that a notice takes the place of."""

    page = ParentalKey(
        "notices.NoticePage", on_delete=models.CASCADE, related_name="replacement_links"
    )
    replaced = models.ForeignKey(
        "notices.NoticePage",
        on_delete=models.CASCADE,
        related_name="replaced_by_links",
        verbose_name=_("被替代的文件"),
    )

    panels: ClassVar = [PageChooserPanel("replaced", "notices.NoticePage")]

    class Meta(Orderable.Meta):
        verbose_name = _("替代关系")

    def __str__(self) -> str:
        return f"{self.page_id} → {self.replaced_id}"


class NoticeExplanation(Orderable):
    """A notice that explains another in plain words."""

    page = ParentalKey(
        "notices.NoticePage", on_delete=models.CASCADE, related_name="explanation_links"
    )
    explanation = models.ForeignKey(
        "notices.NoticePage",
        on_delete=models.CASCADE,
        related_name="explains_links",
        verbose_name=_("解读"),
    )

    panels: ClassVar = [PageChooserPanel("explanation", "notices.NoticePage")]

    class Meta(Orderable.Meta):
        verbose_name = _("政策解读")

    def __str__(self) -> str:
        return f"{self.page_id} → {self.explanation_id}"


class NoticeAttachment(Orderable):
    """A file that belongs to a notice."""

    page = ParentalKey("notices.NoticePage", on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "wagtaildocs.Document", on_delete=models.PROTECT, related_name="+", verbose_name=_("文件")
    )
    title = models.CharField(
        _("显示名称"), max_length=120, blank=True, help_text=_("留空时使用文件的标题。")
    )

    panels: ClassVar = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("附件")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name that is shown."""
        return self.title or str(self.document.title)
