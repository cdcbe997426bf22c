"""The history of a matter: one row a step, written once."""

from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.enums import State

from .application import Application


class TransitionQuerySet(models.QuerySet["Transition"]):
    """Steps of matters."""

    def of(self, application: Application) -> Self:
        """The history of one matter, oldest first."""
        return self.filter(application=application).order_by("at", "pk")


class Transition(models.Model):
    """One step that a matter made: who, for whom, when, from where to where, with what words."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="transitions"
    )
    name = models.CharField(_("操作"), max_length=30)
    from_state = models.CharField(_("原状态"), max_length=20)
    to_state = models.CharField(_("新状态"), max_length=20, choices=State.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,  # the clock itself, when nobody answered in time
        blank=True,
        related_name="+",
        verbose_name=_("操作人"),
    )
    actor_name = models.CharField(_("操作人姓名"), max_length=60)
    acting_for = models.CharField(_("代表"), max_length=120)
    cause = models.CharField(_("事由"), max_length=20, blank=True)
    note = models.TextField(_("说明"), blank=True)
    at = models.DateTimeField(_("时间"))

    objects = TransitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("办理步骤")
        verbose_name_plural = _("办理步骤")
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.name}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Write once: history is not edited.

        Raises:
            ValidationError: the row exists already.
        """
        if self.pk:
            raise ValidationError(_("办理步骤不可修改。"))
        super().save(*args, **kwargs)  # type: ignore[arg-type]
