"""The people of an enterprise, and the certificates that let them do their work."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enterprises.enums import CertificateKind, Gender, Post
from foundation.core.encrypted_field import EncryptedTextField
from foundation.core.masks import mask_id, mask_phone

from .enterprise import Enterprise

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting


class StaffMemberQuerySet(models.QuerySet["StaffMember"]):
    """People of enterprises, by day and by who asks."""

    def visible_to(self, acting: "Acting") -> Self:
        """Those of the enterprise acted for; the authority sees them in matters only."""
        return self.filter(enterprise_id=acting.enterprise_id) if acting.is_legal else self.none()

    def employed(self, on: date) -> Self:
        """Those who have come and have not left on that day."""
        come = Q(joined_on=None) | Q(joined_on__lte=on)
        return self.filter(come, Q(left_on=None) | Q(left_on__gt=on))

    def with_certificates(self) -> Self:
        """Together with their certificates, in two queries."""
        return self.prefetch_related("certificates")


class StaffMember(models.Model):
    """Somebody who works for an enterprise; not necessarily somebody who signs in."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="staff")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("门户账号"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="employments",
    )
    name = models.CharField(_("姓名"), max_length=60)
    gender = models.CharField(_("性别"), max_length=8, choices=Gender.choices, blank=True)
    id_number = EncryptedTextField(_("身份证号"), blank=True, default="")
    id_number_index = models.CharField(max_length=64, blank=True, default="", editable=False)
    phone = EncryptedTextField(_("手机号"), blank=True, default="")
    email = models.EmailField(_("邮箱"), blank=True)
    department = models.CharField(_("部门"), max_length=60, blank=True)
    post = models.CharField(_("岗位"), max_length=24, choices=Post.choices)
    joined_on = models.DateField(_("入职日期"), null=True, blank=True)
    left_on = models.DateField(_("离职日期"), null=True, blank=True)

    objects = StaffMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(joined_on=None) | Q(left_on__gte=F("joined_on")),
                name="staff_leaves_after_joining",
            ),
            models.UniqueConstraint(
                fields=["enterprise", "id_number_index"],
                condition=~Q(id_number_index="") & Q(left_on=None),
                name="person_once_in_an_enterprise",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_id_number(self) -> str:
        """The identity-card number as it is shown."""
        return mask_id(self.id_number)

    @property
    def masked_phone(self) -> str:
        """The telephone number as it is shown."""
        return mask_phone(self.phone)


class StaffCertificateQuerySet(models.QuerySet["StaffCertificate"]):
    """Certificates, by day and by who asks."""

    def visible_to(self, acting: "Acting") -> Self:
        """Those of people whom one sees."""
        return self.filter(staff__in=StaffMember.objects.visible_to(acting))

    def in_force(self, on: date) -> Self:
        """Issued, and not expired on that day."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=on), issued_on__lte=on)


class StaffCertificate(models.Model):
    """What a person has proved to know or to be fit for."""

    staff = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="certificates")
    kind = models.CharField(_("证书"), max_length=24, choices=CertificateKind.choices)
    number = models.CharField(_("编号"), max_length=60, blank=True)
    issuer = models.CharField(_("颁发机构"), max_length=80)
    issued_on = models.DateField(_("颁发日期"))
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    detail = models.CharField(_("类别、范围或学时"), max_length=120, blank=True)

    objects = StaffCertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("人员证书")
        verbose_name_plural = _("人员证书")
        ordering: ClassVar = ["kind", "-issued_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("issued_on")),
                name="certificate_ends_after_its_issue",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def is_in_force(self, on: date) -> bool:
        """As the QuerySet's `in_force`, of one row already here."""
        return self.issued_on <= on and (self.valid_until is None or self.valid_until >= on)
