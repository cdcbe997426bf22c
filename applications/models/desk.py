"""What staff keep for their own work: notes, checklists, views."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from foundation.core.encrypted_field import EncryptedTextField

from .application import Application

if TYPE_CHECKING:
    from foundation.accounts.models import User


class PrivateNote(models.Model):
    """A note among staff; no applicant ever sees it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(_("记录人"), max_length=60)
    text = EncryptedTextField(_("内容"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("内部备注")
        verbose_name_plural = _("内部备注")
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.author_name}"


class ChecklistPointQuerySet(models.QuerySet["ChecklistPoint"]):
    """Points, by what they are checked on."""

    def for_service(self, code: str) -> Self:
        """Those in use for one service: of all services first, its own after them."""
        own = models.Q(service_code="") | models.Q(service_code=code)
        return self.filter(own, is_active=True).order_by("service_code", "order", "pk")


class ChecklistPoint(models.Model):
    """One point that staff check on matters of a service, kept by editors.

    Attributes:
        service_code: for which service; empty for all.
    """

    service_code = models.CharField(_("事项代码"), max_length=20, blank=True, db_index=True)
    text = models.CharField(_("核对要点"), max_length=200)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)
    order = models.PositiveSmallIntegerField(_("顺序"), default=0)

    objects = ChecklistPointQuerySet.as_manager()

    panels: ClassVar = [
        FieldPanel("text"),
        FieldPanel("basis"),
        FieldRowPanel([FieldPanel("service_code"), FieldPanel("order"), FieldPanel("is_active")]),
    ]

    class Meta:
        verbose_name = _("核对要点")
        verbose_name_plural = _("核对要点")
        ordering: ClassVar = ["service_code", "order", "pk"]

    def __str__(self) -> str:
        return self.text


class ChecklistMark(models.Model):
    """That one point was checked on one matter: in order or not."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="checklist_marks"
    )
    point = models.ForeignKey(ChecklistPoint, on_delete=models.PROTECT, related_name="+")
    is_fine = models.BooleanField(_("符合"))
    note = models.CharField(_("说明"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("核对结果")
        verbose_name_plural = _("核对结果")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "point"], name="one_mark_per_matter_and_point"
            )
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.is_fine}"


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Views, by their owner."""

    def of(self, user: "User", place: str) -> Self:
        """Those of one person for one list."""
        return self.filter(user=user, place=place)


class SavedView(models.Model):
    """Filters that a person gave a name: of the records list, of the work list.

    Attributes:
        place: the list that it belongs to: `records` or `matters`.
        query: the query string, as the list itself wrote it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    place = models.CharField(max_length=20)
    name = models.CharField(_("名称"), max_length=30)
    query = models.CharField(max_length=500)
    created_at = models.DateTimeField(_("保存时间"))

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("常用筛选")
        verbose_name_plural = _("常用筛选")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "place", "name"], name="one_view_per_name")
        ]

    def __str__(self) -> str:
        return self.name
