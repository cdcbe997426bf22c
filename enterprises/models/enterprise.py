"""The enterprise that owns its matters, its papers and its people."""

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.enums import DOCUMENTS_BYTES_AT_MOST, EnterpriseStatus
from foundation.core.encrypted_field import EncryptedTextField
from foundation.core.validators import validate_enterprise_code

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
    documents_bytes = models.PositiveBigIntegerField(
        _("文档已用（字节）"), default=0, editable=False
    )
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = _("企业")
        verbose_name_plural = _("企业")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(documents_bytes__gte=0, documents_bytes__lte=DOCUMENTS_BYTES_AT_MOST),
                name="documents_within_the_quota",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def documents_bytes_free(self) -> int:
        """What its document store still takes."""
        return DOCUMENTS_BYTES_AT_MOST - self.documents_bytes
