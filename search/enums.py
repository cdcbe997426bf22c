from django.db import models
from django.utils.translation import gettext_lazy as _


class ResultKind(models.TextChoices):
    """What a result is; one tab each, in this order."""

    SERVICE = "service", _("办理事项")
    NOTICE = "notice", _("通知公告")
    FAQ = "faq", _("常见问题")
    MANUAL = "manual", _("操作手册")
    OTHER = "other", _("其他")
