"""How the records list is cut."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """A tab of 办理记录; the values are part of addresses."""

    OPEN = "open", _("在办申请")
    ENDED = "ended", _("历史申请")
    DRAFTS = "drafts", _("草稿（未提交）")
