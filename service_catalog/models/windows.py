"""When a periodic service is open: rules that editors write, and what they say of a day."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from service_catalog.enums import WindowRule

SOON_DAYS = 15
MONTHS = 12
MONTH = [MinValueValidator(1), MaxValueValidator(MONTHS)]
DAY = [MinValueValidator(1), MaxValueValidator(31)]
DAYS_OF_A_LEAP_YEAR = 2024
NEEDED: dict[str, tuple[str, ...]] = {
    WindowRule.YEARLY: ("from_month", "from_day", "until_month", "until_day"),
    WindowRule.MONTHLY: ("from_day", "until_day"),
    WindowRule.FIXED: ("from_date", "until_date"),
}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days on which a service is open, both included."""

    opens: date
    closes: date

    def __contains__(self, day: date) -> bool:
        return self.opens <= day <= self.closes


@dataclass(frozen=True, slots=True)
class Opening:
    """What the windows of a service say of one day.

    Attributes:
        day: the day asked about.
        span: the window that is open on it, if any.
        next_span: the next window that opens after it, if any is known.
    """

    day: date
    span: Span | None
    next_span: Span | None

    @property
    def is_open(self) -> bool:
        """Whether one may apply on that day."""
        return self.span is not None

    @property
    def days_left(self) -> int:
        """How many days remain after this one; zero when closed, too."""
        return (self.span.closes - self.day).days if self.span else 0

    @property
    def label(self) -> str:
        """In words for a chip."""
        if self.span is None:
            return gettext("未开放") if self.next_span else gettext("已结束")
        if self.days_left == 0:
            return gettext("今天截止")
        if self.days_left <= SOON_DAYS:
            return gettext("还有 %(days)s 天截止") % {"days": self.days_left}
        return gettext("开放中")

    @property
    def tone(self) -> str:
        """The kind of chip."""
        if self.span is None:
            return "neutral"
        return "wait" if self.days_left <= SOON_DAYS else "ok"

    @property
    def sentence(self) -> str:
        """Until when it is open, or when it opens next."""
        if self.span:
            return gettext("本次开放到 %(day)s。") % {"day": _written(self.span.closes)}
        if self.next_span:
            return gettext("下一次开放：%(opens)s 至 %(closes)s。") % {
                "opens": _written(self.next_span.opens), "closes": _written(self.next_span.closes)
            }  # fmt: skip
        return gettext("没有下一次开放的安排。")


class OpeningWindowQuerySet(models.QuerySet["OpeningWindow"]):
    """Rules, by their services."""

    def by_page(self, keys: Iterable[int]) -> dict[int, list["OpeningWindow"]]:
        """The rules of these services, by primary key, in one query."""
        found: dict[int, list[OpeningWindow]] = {}
        for window in self.filter(page_id__in=keys):
            found.setdefault(window.page_id, []).append(window)
        return found


class OpeningWindow(Orderable):
    """One rule: every year, every month, or once."""

    page = ParentalKey(
        "service_catalog.ServicePage", on_delete=models.CASCADE, related_name="windows"
    )
    rule = models.CharField(_("重复"), max_length=8, choices=WindowRule.choices)
    from_month = models.PositiveSmallIntegerField(
        _("开始月"), null=True, blank=True, validators=MONTH
    )
    from_day = models.PositiveSmallIntegerField(_("开始日"), null=True, blank=True, validators=DAY)
    until_month = models.PositiveSmallIntegerField(
        _("截止月"), null=True, blank=True, validators=MONTH
    )
    until_day = models.PositiveSmallIntegerField(
        _("截止日"), null=True, blank=True, validators=DAY,
        help_text=_("当天仍可办理；没有这一天的月份按月末算。"),
    )  # fmt: skip
    from_date = models.DateField(_("开始日期"), null=True, blank=True)
    until_date = models.DateField(_("截止日期"), null=True, blank=True)

    objects = OpeningWindowQuerySet.as_manager()

    panels: ClassVar = [
        FieldPanel("rule"),
        FieldRowPanel([FieldPanel("from_month"), FieldPanel("from_day")]),
        FieldRowPanel([FieldPanel("until_month"), FieldPanel("until_day")]),
        FieldRowPanel([FieldPanel("from_date"), FieldPanel("until_date")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("开放时间")
        verbose_name_plural = _("开放时间")

    def __str__(self) -> str:
        return self.in_words

    def clean(self) -> None:
        """Demand what the rule needs, and days that the calendar has."""
        super().clean()
        needed = NEEDED.get(self.rule, ())
        errors = {name: gettext("请填写。") for name in needed if getattr(self, name) is None}
        if not errors and self.rule == WindowRule.YEARLY:
            errors = self._wrong_days()
        if not errors and self.rule == WindowRule.FIXED and self._dates()[1] < self._dates()[0]:
            errors = {"until_date": gettext("截止日期不能早于开始日期。")}
        if errors:
            raise ValidationError(errors)

    def _wrong_days(self) -> dict[str, str]:
        wrong = {}
        for end in ("from", "until"):
            month, day = getattr(self, f"{end}_month"), getattr(self, f"{end}_day")
            if 1 <= month <= MONTHS and day > _last_day(DAYS_OF_A_LEAP_YEAR, month):
                wrong[f"{end}_day"] = gettext("%(month)s 月没有 %(day)s 日。") % {
                    "month": month, "day": day
                }  # fmt: skip
        return wrong

    def _dates(self) -> tuple[date, date]:
        return self.from_date or date.min, self.until_date or date.max

    @property
    def in_words(self) -> str:
        """The rule as a reader knows it."""
        if self.rule == WindowRule.MONTHLY:
            values = {"a": self.from_day, "b": self.until_day}
            return gettext("每月 %(a)s 日至 %(b)s 日") % values
        if self.rule == WindowRule.YEARLY:
            values = {"m": self.from_month, "d": self.from_day,
                      "n": self.until_month, "e": self.until_day}  # fmt: skip
            return gettext("每年 %(m)s 月 %(d)s 日至 %(n)s 月 %(e)s 日") % values
        opens, closes = self._dates()
        return gettext("%(opens)s 至 %(closes)s") % {
            "opens": _written(opens), "closes": _written(closes)
        }  # fmt: skip

    def spans_around(self, day: date) -> list[Span]:
        """The windows of this rule before, on and after a day."""
        if self.rule == WindowRule.FIXED:
            return [Span(*self._dates())]
        if self.rule == WindowRule.YEARLY:
            return [self._in_year(day.year + n) for n in (-1, 0, 1, 2)]
        months = [_month_after(day, n) for n in (-1, 0, 1, 2)]
        return [self._in_month(*month) for month in months]

    def _in_year(self, year: int) -> Span:
        opens = _day_of(year, self.from_month, self.from_day)
        closes = _day_of(year, self.until_month, self.until_day)
        return Span(opens, closes if closes >= opens
                    else _day_of(year + 1, self.until_month, self.until_day))  # fmt: skip

    def _in_month(self, year: int, month: int) -> Span:
        opens = _day_of(year, month, self.from_day)
        if (self.until_day or 0) >= (self.from_day or 0):
            return Span(opens, _day_of(year, month, self.until_day))
        return Span(opens, _day_of(*_month_after(opens, 1), self.until_day))


def opening_of(windows: Iterable[OpeningWindow], day: date) -> Opening | None:
    """What the windows say of a day; None where there are none, and it is always open."""
    rules = list(windows)
    if not rules:
        return None
    spans = sorted(span for rule in rules for span in rule.spans_around(day))
    on_it = [span for span in spans if day in span]
    later = [span for span in spans if span.opens > day]
    return Opening(
        day=day,
        span=max(on_it, key=lambda span: span.closes) if on_it else None,
        next_span=later[0] if later else None,
    )


def _written(day: date) -> str:
    return date_format(day, "Y 年 n 月 j 日")


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _day_of(year: int, month: Any, day: Any) -> date:
    """That day, or the last one of a shorter month."""
    return date(year, month, min(day, _last_day(year, month)))


def _month_after(day: date, months: int) -> tuple[int, int]:
    count = day.year * MONTHS + day.month - 1 + months
    return count // MONTHS, count % MONTHS + 1
