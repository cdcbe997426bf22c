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


class SpecialKind(TextChoices):
    """Bodies that have no unified social credit code."""

    FOREIGN = "foreign", _("境外企业")
    MISSION = "mission", _("驻华使领馆、国际组织")
    MILITARY = "military", _("军队、武警单位")
    OTHER = "other", _("其他没有统一社会信用代码的机构")


class DocumentKind(TextChoices):
    """Identity documents of an agent."""

    IDENTITY_CARD = "identity_card", _("居民身份证")
    PASSPORT = "passport", _("护照")
    HONGKONG_MACAO = "hk_macao", _("港澳居民来往内地通行证")
    TAIWAN = "taiwan", _("台湾居民来往大陆通行证")
    PERMANENT = "permanent", _("外国人永久居留身份证")


class SpecialState(TextChoices):
    """Where the application of a special user stands."""

    PENDING = "pending", _("待核验")
    APPROVED = "approved", _("已通过")
    RETURNED = "returned", _("已退回")
