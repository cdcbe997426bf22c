"""A licence that the authority issued, and to whom."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enterprises.models import Enterprise

from .enums import STANDING, LicenceKind, LicenceStatus

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting


class LicenceQuerySet(models.QuerySet["Licence"]):
    """Licences, by day and by who asks."""

    def visible_to(self, acting: "Acting") -> Self:
        """Those of the enterprise acted for, or one's own; staff see all if they may view any."""
        if acting.user is None:
            return self.none()
        if acting.is_legal:
            return self.filter(enterprise_id=acting.enterprise_id)
        if acting.is_natural:
            return self.filter(holder=acting.user)
        if acting.is_staff and acting.user.has_perm("licences.view_licence"):
            return self
        return self.none()

    def in_force(self, on: date) -> Self:
        """Those that one may act upon on that day."""
        begun = Q(valid_from=None) | Q(valid_from__lte=on)
        unended = Q(valid_until=None) | Q(valid_until__gte=on)
        return self.filter(begun, unended, status__in=STANDING)

    def by_urgency(self) -> Self:
        """Those that end first stand first; those without an end last."""
        return self.order_by(F("valid_until").asc(nulls_last=True), "kind", "number")


class Licence(models.Model):
    """What an enterprise or a person is permitted, by number and time."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("证照名称"), max_length=24, choices=LicenceKind.choices)
    number = models.CharField(_("编号"), max_length=60)
    enterprise = models.ForeignKey(
        Enterprise,
        verbose_name=_("持证企业"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="licences",
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("持证人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="licences",
    )
    holder_name = models.CharField(_("持证主体"), max_length=120)
    product_name = models.CharField(_("产品名称"), max_length=120, blank=True)
    scope = models.CharField(_("许可范围"), max_length=300, blank=True)
    issuer = models.CharField(_("颁发机构"), max_length=80)
    issued_on = models.DateField(_("颁发日期"))
    valid_from = models.DateField(_("有效期自"), null=True, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=LicenceStatus.choices, default=LicenceStatus.VALID
    )

    objects = LicenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("电子证照")
        verbose_name_plural = _("电子证照")
        default_permissions = ("view",)
        ordering: ClassVar = ["kind", "number"]
        indexes: ClassVar = [models.Index(fields=["valid_until"], name="licence_by_end")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "number"], name="licence_number_once"),
            models.CheckConstraint(
                condition=Q(enterprise=None) ^ Q(holder=None), name="licence_has_one_holder"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(valid_from=None)
                | Q(valid_until__gte=F("valid_from")),
                name="licence_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def is_standing(self) -> bool:
        """Whether the issuer lets it stand, whatever its dates say."""
        return self.status in STANDING
