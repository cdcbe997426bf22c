"""Kinds of people and how they came in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoginKind(models.TextChoices):
    """As whom somebody signed in: chosen at the identity platform, or staff by password."""

    LEGAL = "legal", _("法人")
    NATURAL = "natural", _("自然人")
    STAFF = "staff", _("工作人员")
    NONE = "", _("未登录")


class Right(models.TextChoices):
    """What a member may do for an enterprise."""

    MANAGE = "manage", _("管理")
    SUBMIT = "submit", _("提交申请")
    FILL = "fill", _("填写")
    READ = "read", _("查看")


class TryScope(models.TextChoices):
    """By what password tries are counted."""

    ACCOUNT = "account", _("账号")
    ADDRESS = "address", _("地址")


class SessionEnd(models.TextChoices):
    """Why a session is over."""

    OPEN = "", _("进行中")
    LEFT = "left", _("本人退出")
    EXPIRED = "expired", _("到期")
    ELSEWHERE = "elsewhere", _("在别处被退出")
    PLATFORM = "platform", _("在认证平台退出")
