"""Places where an applicant may come in person, and whether they are open now."""

from collections.abc import Iterable
from datetime import datetime, time
from itertools import groupby
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from foundation.directory.enums import DayKind
from foundation.directory.errors import CalendarMissing
from foundation.directory.working_days import exception_on
from service_catalog.enums import PlaceKind, Weekday

Spans = list[tuple[time, time]]


class Place(index.Indexed, ClusterableModel):
    """A window with its address and hours."""

    key = models.SlugField(_("标识"), max_length=40, unique=True)
    title = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(
        _("类型"), max_length=12, choices=PlaceKind.choices, default=PlaceKind.WINDOW
    )
    address = models.CharField(_("地址"), max_length=200, blank=True)
    hours = models.CharField(
        _("时间说明"),
        max_length=200,
        blank=True,
        help_text=_("没有固定时间的地点填写，例如：按预约的时间。"),
    )
    note = models.CharField(_("说明"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("顺序"), default=0)

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("key")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("order")]),
        FieldPanel("address"),
        InlinePanel(
            "periods",
            heading=_("办理时间"),
            label=_("时段"),
            help_text=_("按星期逐段填写；节假日自动关闭，调休上班日按周一的时间开放。"),
        ),
        FieldPanel("hours"),
        FieldPanel("note"),
    ]
    search_fields: ClassVar = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("address"),
    ]

    class Meta:
        verbose_name = _("办理地点")
        verbose_name_plural = _("办理地点")
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def week(self) -> dict[int, Spans]:
        """The hours of each weekday; spans that touch are one."""
        week: dict[int, Spans] = {}
        for period in sorted(self.periods.all(), key=lambda each: (each.weekday, each.opens)):
            spans = week.setdefault(period.weekday, [])
            if spans and spans[-1][1] >= period.opens:
                spans[-1] = (spans[-1][0], max(spans[-1][1], period.closes))
            else:
                spans.append((period.opens, period.closes))
        return week

    @property
    def hours_lines(self) -> list[str]:
        """The hours in words, days that follow each other and are alike in one line."""
        days = sorted(self.week.items())
        runs = groupby(enumerate(days), key=lambda row: (row[1][0] - row[0], row[1][1]))
        lines = [_line([day for _number, (day, _spans) in run], spans)
                 for (_offset, spans), run in runs]  # fmt: skip
        return lines or ([self.hours] if self.hours else [])

    def is_open(self, at: datetime) -> bool | None:
        """Whether one may come at that moment; None where that is not known."""
        week = self.week
        if not week:
            return None
        local = timezone.localtime(at)
        try:
            exception = exception_on(local.date())
        except CalendarMissing:
            return None
        if exception == DayKind.HOLIDAY:
            return False
        weekday = Weekday.MONDAY if exception == DayKind.MAKEUP else local.weekday()
        spans = week.get(weekday, [])
        return any(opens <= local.time() < closes for opens, closes in spans)


class OpenPeriod(Orderable):
    """Hours of a place on one weekday."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="periods")
    weekday = models.PositiveSmallIntegerField(_("星期"), choices=Weekday.choices)
    opens = models.TimeField(_("开始"))
    closes = models.TimeField(_("结束"))

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")])
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("时段")
        verbose_name_plural = _("时段")

    def __str__(self) -> str:
        return _line([self.weekday], [(self.opens, self.closes)])

    def clean(self) -> None:
        """A period ends after it begins."""
        super().clean()
        if None not in (self.opens, self.closes) and self.closes <= self.opens:
            raise ValidationError({"closes": gettext("结束时间应晚于开始时间。")})


def _line(days: list[int], spans: Iterable[tuple[time, time]]) -> str:
    names = [str(Weekday(day).label) for day in (days[0], days[-1])]
    name = names[0] if len(days) == 1 else gettext("%(first)s至%(last)s") % {
        "first": names[0], "last": names[1]
    }  # fmt: skip
    hours = "、".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in spans)
    return f"{name} {hours}"
