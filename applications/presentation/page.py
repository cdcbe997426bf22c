"""The whole page of one matter, and what the public reads of it."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.models import Application
from applications.permissions import (
    may_copy,
    may_fill,
    may_rate,
    may_read_in_full,
    may_talk,
    open_moves,
)
from applications.services.clock import reckon
from applications.services.looking_up import Standing
from applications.services.opening import running_correction
from applications.workflow import ANSWERS, APPLICANT_MOVES
from foundation.accounts.acting import Acting
from foundation.core.clock import local_date

from .clock import clock_picture, clock_state, next_sentence, was_deemed
from .matter import due_in_words, has_numbers, matter_context
from .thread import correction_rows, paper_rows, rating_rows, thread_rows


def page_context(
    application: Application, acting: Acting, *, wants_full: bool, on: date
) -> dict[str, Any]:
    """Everything that the applicant's page of one matter shows."""
    may_show = may_read_in_full(acting, application)
    in_full = may_show and wants_full
    clock, running = reckon(application, on=on), running_correction(application)
    return {
        **matter_context(application, in_full=in_full),
        "actions": actions_of(application, acting),
        "clock": clock,
        "clock_state": clock_state(clock),
        "picture": clock_picture(clock, on=on),
        "next_sentence": next_sentence(application, clock, running),
        "running": running,
        "may_mend": running is not None and may_fill(acting, application),
        "is_deemed": was_deemed(application),
        "in_full": in_full,
        "may_show": may_show and has_numbers(application),
        "papers": paper_rows(application),
        "thread": thread_rows(application, acting),
        "may_talk": may_talk(acting, application),
        "corrections": correction_rows(application, in_full=in_full),
        "rating": rating_rows(application),
        "may_rate": may_rate(acting, application) and not hasattr(application, "rating"),
        "copy_key": uuid4() if may_copy(acting, application) and not application.is_open else None,
    }


def actions_of(application: Application, acting: Acting) -> list[dict[str, Any]]:
    """The moves of the manual's table as links: 补正, 撤回, 申请撤回, 撤销."""
    links = []
    for move in open_moves(acting, application):
        if move.name in ANSWERS:
            url = reverse("applications:correct", args=[application.uuid])
            links.append({"label": _("补正"), "url": url, "is_main": True})
        elif move.name in APPLICANT_MOVES:
            url = reverse("applications:move", args=[application.uuid, move.name])
            links.append({"label": str(move.label), "url": url})
    return links


def standing_facts(found: Standing | None, *, at: datetime) -> list[dict[str, Any]]:
    """What the public reads of a matter, fact by fact."""
    if found is None:
        return []
    rows = [
        {"label": _("核对码"), "value": found.check_code},
        {"label": _("申请人"), "value": found.applicant},
        {"label": _("提交时间"), "value": str(found.submitted_on or "—")},
    ]
    if found.ended_on:
        rows.append({"label": _("办结时间"), "value": str(found.ended_on)})
    elif found.due_on:
        note = due_in_words(found.application, local_date(at))
        rows.append({"label": _("期限"), "value": str(found.due_on), "note": note})
    elif words := due_in_words(found.application, local_date(at)):
        rows.append({"label": _("期限"), "value": words})
    return rows
