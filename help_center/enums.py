"""What a hotline is for, what a manual is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """Trouble with the portal, or a question of business."""

    TECHNICAL = "technical", _("技术支持")
    BUSINESS = "business", _("业务咨询")


class ManualKind(models.TextChoices):
    """What one downloads."""

    MANUAL = "manual", _("操作手册")
    TEMPLATE = "template", _("申请表模板")
    REPORT = "report", _("数据报送模板")
    SOFTWARE = "software", _("软件与驱动")
    GUIDE = "guide", _("设置说明")
    VIDEO = "video", _("视频")
