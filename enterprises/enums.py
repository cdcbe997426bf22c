"""Roles of members and kinds of sites."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.accounts.enums import Right


class Role(models.TextChoices):
    """What a member is in the enterprise."""

    ADMIN = "admin", _("管理员")
    AGENT = "agent", _("经办人")
    FILLER = "filler", _("填报人")
    READER = "reader", _("只读")


RIGHTS: dict[str, frozenset[str]] = {
    Role.ADMIN: frozenset({Right.MANAGE, Right.SUBMIT, Right.FILL, Right.READ}),
    Role.AGENT: frozenset({Right.SUBMIT, Right.FILL, Right.READ}),
    Role.FILLER: frozenset({Right.FILL, Right.READ}),
    Role.READER: frozenset({Right.READ}),
}


class SiteKind(models.TextChoices):
    """What an address is used for."""

    REGISTERED = "registered", _("注册地址")
    PRODUCTION = "production", _("生产地址")
    WAREHOUSE = "warehouse", _("库房")


class EnterpriseStatus(models.TextChoices):
    """Registration status at the market authority."""

    ACTIVE = "active", _("存续")
    REVOKED = "revoked", _("吊销")
    CANCELLED = "cancelled", _("注销")
