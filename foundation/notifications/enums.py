"""Ways out of the portal, and how far a delivery is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How something leaves the portal."""

    MAIL = "mail", _("电子邮件")


class DeliveryState(models.TextChoices):
    """How far a delivery is."""

    WAITING = "waiting", _("待发送")
    SENDING = "sending", _("发送中")
    SENT = "sent", _("已发送")
    FAILED = "failed", _("发送失败")


OPEN_STATES = frozenset({DeliveryState.WAITING, DeliveryState.SENDING})
