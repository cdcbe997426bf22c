"""Who acts for an enterprise, and with which rights."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enterprises.enums import RIGHTS, Role

from .enterprise import Enterprise

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting


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
