"""The legal clock as a person reads it: what comes next, by when, and which days counted."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from applications.enums import State
from applications.models import Application, Correction
from applications.services.clock import Reckoning
from applications.services.keeping import DEEMED
from foundation.core.clock import today
from foundation.directory.errors import CalendarMissing
from foundation.directory.working_days import add_working_days, is_working_day

# Administrative Licensing Law art. 44: delivered within ten working days of the decision.
DELIVERY_DAYS = 10
CELL_WIDTH, CELL_HEIGHT, GAP = 44, 30, 4
MOST_WEEKS = 10
WEEKDAYS = "一二三四五六日"
ONE_DAY = timedelta(days=1)
ENDED_WORDS = {
    State.WITHDRAWN: gettext_lazy("申请已撤回。提交过的内容仍可查看，也可以复制为新草稿重新申请。"),
    State.LAPSED: gettext_lazy("逾期没有补正，申请已终止。可以复制为新草稿，修改后重新申请。"),
    State.NOT_ACCEPTED: gettext_lazy("没有受理，理由见通知书。可以复制为新草稿，修改后重新申请。"),
    State.REJECTED: gettext_lazy("理由和救济途径见决定书。可以复制为新草稿，修改后重新申请。"),
    State.DELIVERED: gettext_lazy("已经办结并送达。欢迎评价这次办理。"),
}

UNDERWAY_WORDS = {
    State.SUBMITTED: gettext_lazy("药监局在 %(day)s 前答复是否受理；到期没有答复，视为受理。"),
    State.ACCEPTED: gettext_lazy("接下来进入审查，药监局在 %(day)s 前作出决定。"),
    State.DEEMED_ACCEPTED: gettext_lazy("接下来进入审查，药监局在 %(day)s 前作出决定。"),
    State.EXAMINING: gettext_lazy("正在审查，药监局在 %(day)s 前作出决定。"),
    State.DECIDING: gettext_lazy("审查已经完成，药监局在 %(day)s 前作出决定。"),
    State.WITHDRAW_REQUESTED: gettext_lazy(
        "等待药监局答复撤回申请；同意之前照常办理，期限 %(day)s，您可以撤销撤回申请。"
    ),
}


def next_sentence(application: Application, clock: Reckoning, running: Correction | None) -> str:
    """What happens next, and by when, in one sentence."""
    state = State(application.state)
    if state in ENDED_WORDS:
        return str(ENDED_WORDS[state])
    if running is not None:
        return _("请在 %(day)s 前补正并提交；逾期没有补正，这件申请将终止。") % {
            "day": spoken(running.answer_by)
        }
    if state == State.GRANTED:
        return _delivery_sentence(application)
    if state == State.SPECIAL:
        cause = clock.pauses[-1].label if clock.pauses else _("特别程序")
        return _("正在进行%(cause)s，期间暂停计时；结束后会告诉您新的期限。") % {"cause": cause}
    return _underway_sentence(state, clock, clock.due_on or application.due_on)


def _underway_sentence(state: State, clock: Reckoning, due: date | None) -> str:
    if clock.left is not None and clock.left < 0 and due:
        return _("应在 %(day)s 前答复，已经超期。您可以在下面留言，或拨打服务热线询问。") % {
            "day": spoken(due)
        }
    facts = {"day": spoken(due) if due else _("期限届满")}
    return str(UNDERWAY_WORDS.get(state, UNDERWAY_WORDS[State.EXAMINING])) % facts


def spoken(day: date) -> str:
    """A day as sentences have it; the year where it is another than this one."""
    if day.year != today().year:
        facts = {"year": day.year, "month": day.month, "day": day.day}
        return _("%(year)d 年 %(month)d 月 %(day)d 日") % facts
    return _("%(month)d 月 %(day)d 日") % {"month": day.month, "day": day.day}


def _delivery_sentence(application: Application) -> str:
    if application.kind != "permit" or application.ended_at is None:
        return _("已经办结，文书可以在下面下载。欢迎评价这次办理。")
    try:
        day = add_working_days(application.ended_at.date(), DELIVERY_DAYS)
    except CalendarMissing:
        return _("已经作出决定，证照和文书将在 10 个工作日内送达。")
    if day < today():
        return _(
            "已经作出决定，证照和文书应在 %(day)s 前送达。如果没有收到，请在下面留言或拨打服务热线。"
        ) % {"day": spoken(day)}
    return _("已经作出决定，证照和文书将在 %(day)s 前送达。") % {"day": spoken(day)}


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the picture; `kind` is counted, off, paused or ahead."""

    day: date
    x: int
    y: int
    kind: str
    is_today: bool = False
    is_due: bool = False

    @property
    def text_x(self) -> int:
        """Where its number stands."""
        return self.x + CELL_WIDTH // 2

    @property
    def text_y(self) -> int:
        """The line that its number stands on."""
        return self.y + CELL_HEIGHT // 2 + 5


def clock_picture(clock: Reckoning, *, on: date) -> dict[str, Any] | None:
    """The weeks of the clock as a small calendar; none without ledger or calendar."""
    if clock.start is None or clock.used is None:
        return None
    last = max(day for day in (clock.ended_on or clock.due_on, _until(clock, on)) if day)
    first = clock.start - clock.start.weekday() * ONE_DAY
    last += (6 - last.weekday()) * ONE_DAY
    first = max(first, last - (7 * MOST_WEEKS - 1) * ONE_DAY)
    try:
        cells = [_cell(clock, first + n * ONE_DAY, n, on) for n in range((last - first).days + 1)]
    except CalendarMissing:
        return None
    rows = len(cells) // 7
    return {
        "cells": [cell for cell in cells if cell.kind],
        "width": 7 * (CELL_WIDTH + GAP) - GAP,
        "height": (rows + 1) * (CELL_HEIGHT + GAP) - GAP,
        "cell_width": CELL_WIDTH,
        "cell_height": CELL_HEIGHT,
        "weekdays": [
            {"label": label, "x": n * (CELL_WIDTH + GAP) + CELL_WIDTH // 2}
            for n, label in enumerate(WEEKDAYS)
        ],
        "is_cut": first > clock.start,
    }


def _until(clock: Reckoning, on: date) -> date:
    """Today, while the clock runs and that is not far after its due day."""
    return min(on, clock.ended_on) if clock.ended_on else on


def _cell(clock: Reckoning, day: date, number: int, on: date) -> DayCell:
    return DayCell(
        day=day,
        x=number % 7 * (CELL_WIDTH + GAP),
        y=(number // 7 + 1) * (CELL_HEIGHT + GAP),
        kind=_kind(clock, day, on),
        is_today=day == on,
        is_due=day == clock.due_on,
    )


def _kind(clock: Reckoning, day: date, on: date) -> str:
    if clock.start is None or day < clock.start:
        return ""
    if not is_working_day(day) or day == clock.start:
        return "off"
    if any(pause.covers(day) for pause in clock.pauses) and day <= on:
        return "paused"
    until = clock.ended_on or on
    return "counted" if day <= until else "ahead"


def clock_state(clock: Reckoning) -> str:
    """How the bar of the clock looks, beside its words."""
    if clock.ended_on:
        return "done"
    if clock.left is not None and clock.left < 0:
        return "late"
    return "warn" if clock.is_stopped else "run"


def was_deemed(application: Application) -> bool:
    """Nobody answered in five working days: the law took it as accepted."""
    return application.transitions.filter(name=DEEMED).exists()
