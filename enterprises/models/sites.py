"""Where an enterprise does what is regulated, and what it makes there."""

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from enterprises.enums import ProductKind, SiteKind

from .enterprise import Enterprise

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting


class SiteQuerySet(models.QuerySet["Site"]):
    """Sites, by who asks."""

    def visible_to(self, acting: "Acting") -> Self:
        """Those of the enterprise acted for."""
        return self.filter(enterprise_id=acting.enterprise_id) if acting.is_legal else self.none()


class Site(models.Model):
    """An address of an enterprise where something regulated happens."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="sites")
    kind = models.CharField(_("类型"), max_length=12, choices=SiteKind.choices)
    name = models.CharField(_("名称"), max_length=80)
    address = models.CharField(_("地址"), max_length=200)

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("场地")
        verbose_name_plural = _("场地")
        ordering: ClassVar = ["kind", "name"]

    def __str__(self) -> str:
        return self.name


class ProductQuerySet(models.QuerySet["Product"]):
    """Products, by who asks."""

    def visible_to(self, acting: "Acting") -> Self:
        """Those of the enterprise acted for."""
        return self.filter(enterprise_id=acting.enterprise_id) if acting.is_legal else self.none()


class Product(models.Model):
    """Something that an enterprise makes, as forms offer it for choosing."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="products")
    kind = models.CharField(_("类别"), max_length=12, choices=ProductKind.choices)
    name = models.CharField(_("产品名称"), max_length=80)
    form = models.CharField(_("剂型或型号"), max_length=60, blank=True)
    specification = models.CharField(_("规格"), max_length=80, blank=True)
    approval_number = models.CharField(_("批准文号或注册、备案号"), max_length=60, blank=True)
    licence_number = models.CharField(_("生产许可证编号"), max_length=60, blank=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("产品")
        verbose_name_plural = _("产品")
        ordering: ClassVar = ["name", "specification"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enterprise", "name", "form", "specification"],
                name="product_once_in_its_enterprise",
            )
        ]

    def __str__(self) -> str:
        return self.name
