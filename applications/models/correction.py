"""What an applicant is asked to mend: item by item, with reasons that editors keep."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from foundation.core.encrypted_field import EncryptedJSONField

from .application import Application


class CorrectionReason(models.Model):
    """A reason that staff choose from; the example is shown before it goes wrong."""

    text = models.CharField(_("补正原因"), max_length=120, unique=True)
    example = models.CharField(_("举例"), max_length=200, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)
    order = models.PositiveSmallIntegerField(_("顺序"), default=0)

    panels: ClassVar = [
        FieldPanel("text"),
        FieldPanel("example"),
        FieldRowPanel([FieldPanel("is_active"), FieldPanel("order")]),
    ]

    class Meta:
        verbose_name = _("补正原因")
        verbose_name_plural = _("补正原因")
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Rounds of correction."""

    def unanswered(self) -> Self:
        """Those that the applicant still has to answer."""
        return self.filter(answered_at=None, ended_at=None)


class Correction(models.Model):
    """One round: the law wants everything told at once, so a second needs a supervisor.

    Attributes:
        answer_by: the day until which the applicant may answer; then the matter lapses.
        ended_at: when it ended without an answer: lapsed or withdrawn.
    """

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="corrections"
    )
    round = models.PositiveSmallIntegerField(_("第几次"))
    is_after_acceptance = models.BooleanField(_("受理后"), default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("通知时间"))
    answer_by = models.DateField(_("补正期限"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approval_reason = models.CharField(_("再次补正的理由"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("补正时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("终止时间"), null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("补正")
        verbose_name_plural = _("补正")
        ordering: ClassVar = ["round"]
        indexes: ClassVar = [models.Index(fields=["asked_at"], name="correction_by_day")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "round"], name="one_correction_per_round"
            ),
            models.CheckConstraint(
                name="second_correction_has_approval",
                condition=models.Q(round=1)
                | (models.Q(approved_by__isnull=False) & ~models.Q(approval_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} #{self.round}"

    @property
    def mended(self) -> dict[str, Any]:
        """Answers that the applicant has given so far, by key."""
        return {item.key: item.after["answer"] for item in self.items.all() if item.is_touched}


class CorrectionItem(models.Model):
    """One field or file slot to mend; only these are open while the round runs.

    Attributes:
        key: the key of the field in the form of the matter.
        before: what was sent, as ``{"answer": …}``; after: the same of what was mended, empty
            until the applicant touches it. Files are named by uuid and never deleted.
    """

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(_("字段"), max_length=80)
    label = models.CharField(_("名称"), max_length=120)
    reason = models.ForeignKey(
        CorrectionReason, on_delete=models.PROTECT, related_name="+", verbose_name=_("原因")
    )
    text = models.CharField(_("说明"), max_length=500, blank=True)
    before = EncryptedJSONField(default=dict)
    after = EncryptedJSONField(default=dict)

    class Meta:
        verbose_name = _("补正项")
        verbose_name_plural = _("补正项")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["correction", "key"], name="one_item_per_key_and_correction"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_touched(self) -> bool:
        """Whether the applicant has answered it anew."""
        return "answer" in self.after

    @property
    def is_changed(self) -> bool:
        """Whether the new answer differs from what was sent."""
        return self.is_touched and self.after["answer"] != self.before.get("answer")
