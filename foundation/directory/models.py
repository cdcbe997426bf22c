"""What everything is filed under, and the calendar of working days."""

import uuid
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from . import epoch
from .enums import DayKind

NAMING_PANELS = [
    FieldPanel("key"),
    FieldPanel("name"),
    FieldPanel("summary"),
    FieldPanel("order"),
]


class EntryQuerySet(models.QuerySet[Any]):
    """Entries of a lookup table."""

    def keyed(self) -> dict[str, Any]:
        """Every entry by its key, in one query."""
        return {entry.key: entry for entry in self}


class Entry(models.Model):
    """One row of a lookup table."""

    key = models.SlugField(
        _("标识"), max_length=40, unique=True, help_text=_("英文小写，用在网址里；定下后不要更改。")
    )
    name = models.CharField(_("名称"), max_length=40)
    summary = models.CharField(_("说明"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("排序"), default=0)

    objects = EntryQuerySet.as_manager()

    panels = NAMING_PANELS

    class Meta:
        abstract = True
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Sector(Entry):
    """Drugs, devices, cosmetics, general."""

    class Meta(Entry.Meta):
        verbose_name = _("领域")
        verbose_name_plural = _("领域")


class Topic(Entry):
    """What a notice, an item or a question is about, across the sectors."""

    class Meta(Entry.Meta):
        verbose_name = _("主题")
        verbose_name_plural = _("主题")


class Department(Entry):
    """Who in the authority is responsible."""

    class Meta(Entry.Meta):
        verbose_name = _("处室")
        verbose_name_plural = _("处室")


class CalendarEpoch(models.Model):
    """One row that every edit of the calendar changes, so that each process reads anew."""

    token = models.UUIDField(default=uuid.uuid4)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.token)

    @classmethod
    def move(cls) -> None:
        """Let every process notice a change."""
        cls.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4()})
        epoch.forget()


class CalendarRow(models.Model):
    """A row whose change every process must notice."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and move the epoch."""
        super().save(*args, **kwargs)
        CalendarEpoch.move()
        epoch.tell_listeners()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, and move the epoch."""
        deleted = super().delete(*args, **kwargs)
        CalendarEpoch.move()
        epoch.tell_listeners()
        return deleted


class CalendarYear(CalendarRow):
    """A year for which dates may be computed."""

    year = models.PositiveSmallIntegerField(
        _("年份"), unique=True, validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    confirmed = models.BooleanField(
        _("已按国务院通知核对"),
        default=False,
        help_text=_("未核对的年份可以计算，但会标明待确认。"),
    )
    source = models.CharField(_("依据"), max_length=200, blank=True)

    panels: ClassVar = [FieldPanel("year"), FieldPanel("confirmed"), FieldPanel("source")]

    class Meta:
        verbose_name = _("日历年度")
        verbose_name_plural = _("日历年度")
        ordering: ClassVar = ["-year"]

    def __str__(self) -> str:
        return str(self.year)


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    """Days that the weekday does not tell."""

    def in_year(self, year: int) -> Self:
        """Those of one year."""
        return self.filter(day__year=year)


class CalendarDay(CalendarRow):
    """A day that is off, or worked, against its weekday."""

    day = models.DateField(_("日期"), unique=True)
    kind = models.CharField(_("安排"), max_length=8, choices=DayKind.choices)
    name = models.CharField(_("节日"), max_length=40)
    note = models.CharField(_("备注"), max_length=120, blank=True)

    objects = CalendarDayQuerySet.as_manager()

    panels: ClassVar = [
        FieldPanel("day"),
        FieldPanel("kind"),
        FieldPanel("name"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("节假日与调休")
        verbose_name_plural = _("节假日与调休")
        ordering: ClassVar = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()}"

    def clean(self) -> None:
        """Demand a year that exists, and a make-up day on a weekend."""
        day = getattr(self, "day", None)
        if day is None:
            return
        if not CalendarYear.objects.filter(year=day.year).exists():
            message = _("请先在“日历年度”中建立 %(year)s 年。")
            raise ValidationError({"day": message % {"year": day.year}})
        if self.kind == DayKind.MAKEUP and day.weekday() < SATURDAY:
            raise ValidationError({"kind": _("调休上班日应为星期六或星期日，请核对日期。")})


SATURDAY = 5
