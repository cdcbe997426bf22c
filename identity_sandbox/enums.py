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
    FILLER = "filler", _("填报人")
    READER = "reader", _("查阅人")


class EnterpriseType(TextChoices):
    """Kinds of legal person offered at registration; the platform passes on the words."""

    LIMITED = "有限责任公司", _("有限责任公司")
    JOINT_STOCK = "股份有限公司", _("股份有限公司")
    SOLE_TRADER = "个体工商户", _("个体工商户")
    INSTITUTION = "事业单位", _("事业单位")
    OTHER = "其他组织", _("其他组织")


class ChallengePurpose(TextChoices):
    """What a signature is given for; one given for another purpose does not count."""

    REGISTER = "register", _("注册")
    SIGN_IN = "sign_in", _("登录")
    BIND = "bind", _("绑定证书")
