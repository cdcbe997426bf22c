"""The enterprise that owns its matters, its members with their rights, its sites."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.core.encrypted_field import EncryptedTextField
from foundation.core.validators import validate_enterprise_code

from .enums import RIGHTS, EnterpriseStatus, Role, SiteKind

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    """Enterprises, by who asks."""

    def visible_to(self, acting: "Acting") -> Self:
        """Staff see all; a member sees the one acted for."""
        if acting.is_staff:
            return self
        return self.filter(pk=acting.enterprise_id) if acting.is_legal else self.none()


class Enterprise(models.Model):
    """A legal person that applies, reports and keeps licences here."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("企业名称"), max_length=120)
    credit_code = models.CharField(
        _("统一社会信用代码"), max_length=18, unique=True, validators=[validate_enterprise_code]
    )
    kind = models.CharField(_("企业类型"), max_length=60, blank=True)
    legal_representative = models.CharField(_("法定代表人"), max_length=60, blank=True)
    address = models.CharField(_("住所"), max_length=200, blank=True)
    founded_on = models.DateField(_("成立日期"), null=True, blank=True)
    capital = models.CharField(_("注册资本"), max_length=40, blank=True)
    scope = models.TextField(_("经营范围"), blank=True)
    registrar = models.CharField(_("登记机关"), max_length=80, blank=True)
    industry = models.CharField(_("行业"), max_length=80, blank=True)
    status = models.CharField(
        _("登记状态"),
        max_length=10,
        choices=EnterpriseStatus.choices,
        default=EnterpriseStatus.ACTIVE,
    )
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True)
    contact_phone = EncryptedTextField(_("联系电话"), blank=True)
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = _("企业")
        verbose_name_plural = _("企业")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, by day and by who asks."""

    def in_force(self, on: date) -> Self:
        """Those that are active and not expired on that day."""
        return self.filter(is_active=True).filter(Q(valid_until=None) | Q(valid_until__gte=on))

    def visible_to(self, acting: "Acting") -> Self:
        """Those of the enterprise acted for; staff see all."""
        if acting.is_staff:
            return self
        return self.filter(enterprise_id=acting.enterprise_id) if acting.is_legal else self.none()


class Membership(models.Model):
    """A person who acts for an enterprise, in a role, possibly until a day."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("角色"), max_length=10, choices=Role.choices)
    is_active = models.BooleanField(_("有效"), default=True)
    valid_until = models.DateField(_("授权截止"), null=True, blank=True)
    created_at = models.DateTimeField(_("加入时间"), auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("成员")
        verbose_name_plural = _("成员")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enterprise", "user"], name="one_membership_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.user} {self.get_role_display()}"

    @property
    def rights(self) -> frozenset[str]:
        """What the role allows."""
        return RIGHTS[self.role]


class Site(models.Model):
    """An address of an enterprise where something regulated happens."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="sites")
    kind = models.CharField(_("类型"), max_length=12, choices=SiteKind.choices)
    name = models.CharField(_("名称"), max_length=80)
    address = models.CharField(_("地址"), max_length=200)

    class Meta:
        verbose_name = _("场地")
        verbose_name_plural = _("场地")
        ordering: ClassVar = ["kind", "name"]

    def __str__(self) -> str:
        return self.name
