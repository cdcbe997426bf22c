"""Receipts and notices of a matter: numbered, made once, kept as sent."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from applications.enums import PaperKind
from foundation.files.models import StoredFile

from .application import Application
from .transition import Transition


class PaperTemplate(models.Model):
    """The words of one kind of notice, kept by editors; names in braces are filled in."""

    kind = models.CharField(_("文书"), max_length=24, choices=PaperKind.choices, unique=True)
    title = models.CharField(_("标题"), max_length=60)
    body = models.TextField(
        _("正文"),
        help_text=_("花括号里的名称会换成这件申请的内容，例如 {applicant}、{service}、{note}。"),
    )
    remedies = models.TextField(_("权利告知"), blank=True)

    panels: ClassVar = [
        FieldPanel("kind"),
        FieldPanel("title"),
        FieldPanel("body"),
        FieldPanel("remedies"),
    ]

    class Meta:
        verbose_name = _("文书模板")
        verbose_name_plural = _("文书模板")
        ordering: ClassVar = ["kind"]

    def __str__(self) -> str:
        return self.title


class PaperCounter(models.Model):
    """The last number given to a kind of notice in a year; raised by a conditional update."""

    kind = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "year"], name="one_counter_per_kind_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"


class Paper(models.Model):
    """One notice as it was sent.

    Attributes:
        content: what stood in it: the PDF can be made from this, and only from this.
        stored: the PDF, once the worker has made it; it never changes.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="papers")
    transition = models.ForeignKey(Transition, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("文书"), max_length=24, choices=PaperKind.choices)
    number = models.CharField(_("文号"), max_length=40, unique=True)
    title = models.CharField(_("标题"), max_length=60)
    content = models.JSONField(_("内容"), default=dict)
    stored = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField(_("出具时间"))

    class Meta:
        verbose_name = _("文书")
        verbose_name_plural = _("文书")
        ordering: ClassVar = ["issued_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["transition", "kind"], name="one_paper_per_move")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
