"""Where a notice stands in its legal life, and whom it is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Validity(models.TextChoices):
    """Whether a notice is in force."""

    CURRENT = "current", _("现行有效")
    AMENDED = "amended", _("已被修改")
    REPEALED = "repealed", _("已废止")
    DRAFT = "draft", _("征求意见中")


class Audience(models.TextChoices):
    """Whom a notice is for."""

    LEGAL = "legal", _("企业和单位")
    NATURAL = "natural", _("个人")
    BOTH = "both", _("企业和个人")


VALIDITY_CHIPS = {
    Validity.CURRENT: "ok",
    Validity.AMENDED: "wait",
    Validity.REPEALED: "no",
    Validity.DRAFT: "run",
}
