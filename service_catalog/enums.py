"""What services are, for whom, and how they are handled."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The four kinds of services; values are part of addresses."""

    PERMIT = "permit", _("许可事项")
    SERVICE = "service", _("服务事项")
    REPORT = "report", _("数据报送")
    INSPECTION = "inspection", _("检验检测")


class Audience(models.TextChoices):
    """Who may apply."""

    LEGAL = "legal", _("法人")
    NATURAL = "natural", _("自然人")
    BOTH = "both", _("法人和自然人")


class Handling(models.TextChoices):
    """Decided at once, or within a promised time."""

    INSTANT = "instant", _("即办件")
    PROMISED = "promised", _("承诺件")


class Level(models.TextChoices):
    """Which level of the administration decides."""

    CITY = "city", _("市级")
    DISTRICT = "district", _("区级")


class PlaceKind(models.TextChoices):
    """What one goes there for."""

    WINDOW = "window", _("政务服务窗口")
    LABORATORY = "laboratory", _("样品接收窗口")


class Online(models.TextChoices):
    """Whether one can apply in this portal."""

    HERE = "1", _("可在本门户办理")
    ELSEWHERE = "0", _("在窗口或其他平台办理")


class Sort(models.TextChoices):
    """In which order a list is shown; without one, the best match or the order of the catalogue."""

    CODE = "code", _("按事项代码")
    NAME = "name", _("按事项名称")
    DAYS = "days", _("办理时限短的在前")
    APPLIED = "applied", _("申请多的在前")


class WindowRule(models.TextChoices):
    """How often a window opens."""

    YEARLY = "yearly", _("每年")
    MONTHLY = "monthly", _("每月")
    FIXED = "fixed", _("只开放一次")


class Weekday(models.IntegerChoices):
    """As Python counts them."""

    MONDAY = 0, _("周一")
    TUESDAY = 1, _("周二")
    WEDNESDAY = 2, _("周三")
    THURSDAY = 3, _("周四")
    FRIDAY = 4, _("周五")
    SATURDAY = 5, _("周六")
    SUNDAY = 6, _("周日")
