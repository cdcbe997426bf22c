"""Choices of the sandbox identity platform."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccountKind(TextChoices):
    """Whom an account stands for: the two tabs of the sign-in page."""

    LEGAL = "legal", _("法人")
    NATURAL = "natural", _("个人")


class MemberRole(TextChoices):
    """What the platform knows about a person's place in the enterprise."""

    ADMIN = "admin", _("企业管理员")
    AGENT = "agent", _("经办人")
    READER = "reader", _("查阅人")


class EnterpriseType(TextChoices):
    """Kinds of legal person offered at registration."""

    COMPANY = "company", _("企业")
    INSTITUTION = "institution", _("事业单位")
    SOLE_TRADER = "sole_trader", _("个体工商户")
    OTHER = "other", _("其他组织")
