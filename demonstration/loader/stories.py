"""Matters whose history is lived through the services: corrections, pauses, extension, lapse."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from applications import services
from applications.models import Application, CorrectionReason
from applications.services.moves import claim, write_transition
from applications.workflow import ANSWERS, CLOCK, CORRECTIONS, MOVES
from demonstration.numbers import make_check_code
from foundation.accounts.acting import Acting, resolve
from foundation.accounts.enums import LoginKind
from foundation.accounts.models import User
from foundation.core.clock import now, today
from foundation.directory.working_days import add_working_days
from foundation.eforms.cleaning import clean_answers
from foundation.notifications.models import Outbox

from .answering import answered

# Who of the staff makes a move, by whom the table names.
STAFF = {"clerk": "clerk", "reviewer": "reviewer", "approver": "approver"}
COPIED = (
    "service", "kind", "sector", "service_code", "service_title", "form_version", "enterprise",
    "applicant", "promised_days", "legal_days", "department",
)  # fmt: skip


def load_stories(root: Path) -> int:
    """Every story; nothing where they were told before."""
    stories = tomllib.loads((root / "stories.toml").read_text())["stories"]
    told = [_tell(number, story) for number, story in enumerate(stories, 1)]
    Outbox.objects.all().delete()  # what happened before the demonstration is not mailed
    return sum(told)


def _tell(number: int, story: dict[str, Any]) -> bool:
    code = make_check_code(f"story {number}")
    if Application.objects.filter(check_code=code).exists():
        return False
    like = Application.objects.get(check_code=story["like"])
    matter = _draft(like, story)
    owner = _owner(matter)
    for place, step in enumerate(story["steps"]):
        at = _moment(step["ago"], hour=9 + place % 8)
        if step["move"] == "submit":
            _submit(matter, owner, code, at=at)
        else:
            _step(matter, owner, step, at=at)
        matter = Application.objects.get(pk=matter.pk)
    for message in story.get("messages", []):
        _say(matter, owner, message, at=_moment(message["ago"], hour=15))
    return True


def _draft(like: Application, story: dict[str, Any]) -> Application:
    begun = _moment(story["steps"][0]["ago"] + 1, hour=14)
    draft = Application(
        **{name: getattr(like, name) for name in COPIED},
        product_name=story.get("product_name", like.product_name),
        created_at=begun,
        saved_at=begun,
    )
    draft.answers = answered(draft, like.answers | story.get("answers", {}), at=begun)
    draft.save()
    return draft


def _submit(matter: Application, owner: Acting, code: str, *, at: datetime) -> None:
    """Sent as it is: the demonstration has no files to check."""
    claim(matter, MOVES["submit"], acting=owner, at=at, check_code=code, submitted_at=at)
    write_transition(matter, MOVES["submit"], acting=owner, at=at)


def _step(matter: Application, owner: Acting, step: dict[str, Any], *, at: datetime) -> None:
    name = step["move"]
    if MOVES[name].by == CLOCK:
        services.settle(application=matter, at=at)
    elif name in CORRECTIONS:
        _ask(matter, step, at=at)
    elif name in ANSWERS:
        _answer(matter, owner, step["mended"], at=at)
    else:
        acting = _staff(MOVES[name].by) if MOVES[name].by in STAFF else owner
        said = {key: step[key] for key in ("note", "cause", "days") if key in step}
        services.move(acting=acting, application=matter, name=name, at=at, **said)


def _say(matter: Application, owner: Acting, message: dict[str, Any], *, at: datetime) -> None:
    """A message in the thread; whoever answers has read what was written before."""
    acting = _staff(message["by"]) if message["by"] in STAFF else owner
    services.mark_read(acting=acting, application=matter, at=at)
    services.post_message(acting=acting, application=matter, text=message["says"], at=at)


def _ask(matter: Application, step: dict[str, Any], *, at: datetime) -> None:
    reasons = CorrectionReason.objects.in_bulk(field_name="text")
    items = [
        services.Wanted(item["key"], reasons[item["reason"]].pk, item["text"])
        for item in step["items"]
    ]
    again = step.get("approval_reason", "")
    services.ask_correction(
        acting=_staff("approver" if again else MOVES[step["move"]].by),
        application=matter,
        items=items,
        answer_by=timezone.localdate(at) + timedelta(days=step.get("answer_within", 30)),
        approval_reason=again,
        at=at,
    )


def _answer(matter: Application, owner: Acting, mended: dict[str, Any], *, at: datetime) -> None:
    answers = clean_answers(matter.form_version.compiled, mended)
    saved = services.save_correction(
        acting=owner, application=matter, answers=answers, version=matter.version, at=at
    )
    services.answer_correction(acting=owner, application=saved, at=at)


def _owner(matter: Application) -> Acting:
    kind = LoginKind.LEGAL if matter.enterprise_id else LoginKind.NATURAL
    return resolve(matter.applicant, login_kind=kind, enterprise_id=matter.enterprise_id)


def _staff(role: str) -> Acting:
    return Acting(user=User.objects.get(username=STAFF[role]), login_kind=LoginKind.STAFF)


def _moment(ago: int, *, hour: int) -> datetime:
    day: date = add_working_days(today(), -ago)
    return min(timezone.make_aware(datetime.combine(day, time(hour, 20))), now())
