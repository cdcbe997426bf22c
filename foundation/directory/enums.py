"""Kinds of days that the weekday does not tell."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    """What a notice makes of a day."""

    HOLIDAY = "holiday", _("放假")
    MAKEUP = "makeup", _("调休上班")
