"""Receipts and notices: one row and one number a move, in the move's own transaction."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from applications.enums import AUTHORITY, ENDINGS, ClockKind, PaperKind, PauseCause, State
from applications.models import Application, ClockEvent, Paper, PaperCounter, Transition
from foundation.core.clock import local_date
from foundation.directory.errors import CalendarMissing
from foundation.directory.working_days import working_days_between

from .printing import print_later
from .wording import Words, filled_in, words_of

LOOKUP_PATH = "/lookup/?code={code}"
# What a decision is called where nothing is permitted.
OTHER_TITLES: dict[str, dict[str, str]] = {
    "service": {PaperKind.GRANT: "办结通知书", PaperKind.REJECTION: "不予办理通知书"},
    "report": {PaperKind.GRANT: "接收通知书", PaperKind.REJECTION: "退回通知书"},
    "inspection": {PaperKind.GRANT: "检验办结通知书", PaperKind.REJECTION: "终止检验通知书"},
}


@transaction.atomic
def issue(*, transition: Transition, kind: str, at: datetime) -> Paper:
    """Number the notice of a move and keep its content; its PDF is made after the commit.

    The same move asked again gives the same notice.
    """
    issued = Paper.objects.filter(transition=transition, kind=kind).first()
    if issued is not None:
        return issued
    words = words_of(kind)
    number = _next_number(words.mark, kind, local_date(at).year)
    paper = Paper.objects.create(
        application=transition.application,
        transition=transition,
        kind=kind,
        number=number,
        title=_title(transition.application, kind, words),
        content=_content(transition, kind, words, at=at),
        issued_at=at,
    )
    transaction.on_commit(partial(print_later.enqueue, paper.pk), robust=True)
    return paper


def _next_number(mark: str, kind: str, year: int) -> str:
    counter = PaperCounter.objects.get_or_create(kind=kind, year=year)[0]
    # The update holds the row until the commit: nobody else reads this number.
    PaperCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    counter.refresh_from_db()
    return f"{mark}〔{year}〕{counter.last}号"


def _title(application: Application, kind: str, words: Words) -> str:
    return OTHER_TITLES.get(application.kind, {}).get(kind) or words.title


def _content(transition: Transition, kind: str, words: Words, *, at: datetime) -> dict[str, Any]:
    application = transition.application
    facts = _facts(transition, kind, at=at)
    columns, rows = _rows(application, kind)
    by_applicant = kind == PaperKind.WITHDRAWAL
    return {
        "authority": AUTHORITY,
        "paragraphs": filled_in(words.body, facts),
        "remedies": "".join(filled_in(words.remedies, facts)),
        "facts": _parties(application),
        "columns": columns,
        "rows": rows,
        "signed_by": application.applicant_name if by_applicant else AUTHORITY,
        "day": facts["date"],
        "check_code": application.check_code or "",
        "lookup_url": lookup_url(application),
    }


def lookup_url(application: Application) -> str:
    """Where anybody who holds the paper asks how the matter stands."""
    path = LOOKUP_PATH.format(code=application.check_code)
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def _facts(transition: Transition, kind: str, *, at: datetime) -> dict[str, str]:
    """What names in braces stand for."""
    application, today = transition.application, local_date(at)
    correction = application.corrections.last() if kind == PaperKind.CORRECTION else None
    extension = ClockEvent.objects.of(application).filter(kind=ClockKind.EXTENDED).last()
    result = ENDINGS.get(application.kind, {}).get(transition.to_state)
    cause = transition.cause if transition.cause in PauseCause.values else ""
    return {
        "applicant": application.applicant_name,
        "service": application.service_title,
        "product": application.product_name,
        "check_code": application.check_code or "",
        "date": _day(today),
        "received": _day(application.submitted_at and local_date(application.submitted_at)),
        "due_on": _day(application.due_on),
        "days": _days_until(application.due_on, today),
        "extra_days": str(extension.days) if extension and extension.days else "",
        "answer_by": _day(correction.answer_by if correction else None),
        "cause": str(PauseCause(cause).label) if cause else "",
        "note": transition.note,
        "result": str(result or State(transition.to_state).label),
    }


def _days_until(due_on: date | None, today: date) -> str:
    """Working days that are left; nothing in a year without a table: the paper is sent all the same."""
    try:
        return str(working_days_between(today, due_on)) if due_on else ""
    except CalendarMissing:
        return ""


def _day(day: date | None) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日" if day else ""


def _parties(application: Application) -> list[list[str]]:
    firm = application.enterprise
    rows = [
        [_("申请人"), application.applicant_name],
        [_("统一社会信用代码"), firm.credit_code if firm else ""],
        [_("事项"), f"{application.service_title}（{application.service_code}）"],
        [_("产品名称"), application.product_name],
    ]
    return [[label, value] for label, value in rows if value]


def _rows(application: Application, kind: str) -> tuple[list[str], list[list[str]]]:
    """The table of a paper: materials of a receipt, items of a correction."""
    if kind == PaperKind.RECEIPT:
        return [_("材料"), _("份数")], _materials(application)
    correction = application.corrections.last() if kind == PaperKind.CORRECTION else None
    if correction is None:
        return [], []
    items = correction.items.select_related("reason")
    return (
        [_("补正内容"), _("原因"), _("说明")],
        [[item.label, item.reason.text, item.text or "—"] for item in items],
    )


def _materials(application: Application) -> list[list[str]]:
    inputs = application.form_version.compiled.inputs
    given = [(field.label, application.answers.get(key) or []) for key, field in inputs.items()
             if field.is_file]  # fmt: skip
    rows = [[label, _("%(n)d 个文件") % {"n": len(names)}] for label, names in given if names]
    return [[_("申请表（在线填写）"), _("1 份")], *rows]
