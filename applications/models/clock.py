"""The legal clock of a matter: a ledger of events from which every day is reckoned."""

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.enums import ClockKind, PauseCause

from .application import Application
from .transition import Transition


class ClockEventQuerySet(models.QuerySet["ClockEvent"]):
    """Events of clocks."""

    def of(self, application: Application) -> Self:
        """The ledger of one matter, oldest first."""
        return self.filter(application=application).order_by("at", "pk")


class ClockEvent(models.Model):
    """One entry of the ledger; days are never stored, they are reckoned from the entries.

    Attributes:
        on: the local day that counts.
        days: of an extension, the working days added; of a start, those allowed.
        cause: of a stop, why days are not counted (Administrative Licensing Law art. 45).
    """

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="clock_events"
    )
    transition = models.ForeignKey(
        Transition, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("事件"), max_length=12, choices=ClockKind.choices)
    cause = models.CharField(_("事由"), max_length=20, choices=PauseCause.choices, blank=True)
    on = models.DateField(_("日期"))
    at = models.DateTimeField(_("时间"))
    days = models.PositiveSmallIntegerField(_("工作日"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    objects = ClockEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("时限记录")
        verbose_name_plural = _("时限记录")
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Write once: a ledger is not edited.

        Raises:
            ValidationError: the row exists already.
        """
        if self.pk:
            raise ValidationError(_("时限记录不可修改。"))
        super().save(*args, **kwargs)  # type: ignore[arg-type]
