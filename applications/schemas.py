"""Shapes of matters in the API."""

from datetime import date, datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.urls import reverse
from ninja import Schema
from pydantic import Field

from foundation.core.api.schemas import Input
from foundation.eforms.services import masked_answers

from .models import Application, ClockEvent, Correction, CorrectionItem, Paper
from .permissions import may_read_in_full, open_moves
from .presentation import shown_answers
from .services.clock import Reckoning


class ApplicationOut(Schema):
    """A matter as its applicant reads it, with the moves open to the caller."""

    id: UUID = Field(alias="uuid")
    check_code: str | None
    kind: str
    service_code: str
    service_title: str
    product_name: str
    state: str
    status_label: str
    version: int
    saved_at: datetime
    submitted_at: datetime | None
    due_on: date | None
    ended_at: datetime | None
    moves: list[str]

    @staticmethod
    def resolve_moves(application: Application, context: dict[str, Any]) -> list[str]:
        """Names of the moves that the caller may make now."""
        return [move.name for move in open_moves(context["request"].acting, application)]


class ApplicationDetail(ApplicationOut):
    """A matter with its answers; files are named by uuid, personal numbers masked for readers."""

    answers: dict[str, Any]
    form_version: int = Field(alias="form_version.number")

    @staticmethod
    def resolve_answers(application: Application, context: dict[str, Any]) -> dict[str, Any]:
        """In full for whoever may write them, else masked."""
        acting = context["request"].acting
        return shown_answers(application, in_full=may_read_in_full(acting, application))


class CorrectionItemOut(Schema):
    """One thing to mend: the field, why, what was sent, what was mended so far."""

    key: str
    label: str
    reason: str = Field(alias="reason.text")
    text: str
    before: Any
    after: Any
    is_touched: bool

    @staticmethod
    def resolve_before(item: CorrectionItem, context: dict[str, Any]) -> Any:
        """What was sent; a personal number masked for readers."""
        return _shown(item, item.before, context)

    @staticmethod
    def resolve_after(item: CorrectionItem, context: dict[str, Any]) -> Any:
        """What was mended so far; a personal number masked for readers."""
        return _shown(item, item.after, context)


def _shown(item: CorrectionItem, kept: dict[str, Any], context: dict[str, Any]) -> Any:
    matter = item.correction.application
    if may_read_in_full(context["request"].acting, matter):
        return kept.get("answer")
    answers = {item.key: kept.get("answer")}
    return masked_answers(matter.form_version.compiled, answers)[item.key]


class CorrectionOut(Schema):
    """One round of correction; `version` is the one to save from."""

    round: int
    asked_at: datetime
    answer_by: date
    answered_at: datetime | None
    ended_at: datetime | None
    version: int = Field(alias="application.version")
    items: list[CorrectionItemOut]

    @staticmethod
    def resolve_items(correction: Correction) -> list[CorrectionItem]:
        """The marked fields, in the order of the form."""
        return list(correction.items.all())


class StartIn(Input):
    """Which service, and a key that makes a repeated call the same draft."""

    service: str
    key: UUID


class AnswersIn(Input):
    """Answers to merge into a draft, and the version that was read."""

    version: int
    answers: dict[str, Any]


class NoteIn(Input):
    """The reason of a move."""

    note: str = ""


class ApplicationFilter(Input):
    """Which matters to list."""

    kind: str | None = None
    state: str | None = None
    standing: Literal["open", "ended", "drafts"] | None = None


class StepOut(Schema):
    """One step of the history; staff appear as the authority."""

    name: str
    from_state: str
    to_state: str
    at: datetime
    by: str = Field(alias="acting_for")
    note: str


class ClockEventOut(Schema):
    """One entry of the ledger: what began, stopped, resumed, extended or ended the clock."""

    on: date
    kind: str
    label: str = Field(alias="get_kind_display")
    cause: str
    days: int | None


class ClockOut(Schema):
    """The legal clock today: `progress` and `sentence` are what the page says.

    `used` and `due_on` are none while no table of the calendar covers the period, `due_on` also
    while the clock stands still; `total`, `used` and `extended` are working days.
    """

    is_decision: bool
    start: date | None
    total: int
    used: int | None
    due_on: date | None
    is_stopped: bool
    extended: int
    ended_on: date | None
    progress: str
    sentence: str
    events: list[ClockEventOut]

    @classmethod
    def of(cls, reckoning: Reckoning, events: list[ClockEvent]) -> Self:
        """The clock as reckoned from these entries."""
        reckoned = {name: getattr(reckoning, name) for name in cls.model_fields if name != "events"}
        return cls.model_validate({**reckoned, "events": events})


class FileOut(Schema):
    """A file that was taken."""

    id: UUID = Field(alias="uuid")
    name: str
    size_bytes: int
    sha256: str


class PaperOut(Schema):
    """A notice that was sent; `url` leads to its PDF."""

    kind: str
    number: str
    title: str
    issued_at: datetime
    url: str

    @staticmethod
    def resolve_url(paper: Paper) -> str:
        """Where the PDF is downloaded."""
        return reverse("applications:paper", args=[paper.application.uuid, paper.pk])


class MatterMessageOut(Schema):
    """One message of the thread; staff appear as the authority."""

    id: UUID = Field(alias="uuid")
    side: str
    text: str
    at: datetime
    read_at: datetime | None


class SayIn(Input):
    """What is said."""

    text: str


class RatingIn(Input):
    """The whole and its four aspects, 1 to 5."""

    stars: int
    speed: int
    guide: int
    ease: int
    platform: int
    words: str = ""


class CopyIn(Input):
    """A key that makes a repeated call the same draft."""

    key: UUID


class StandingOut(Schema):
    """What the public reads of a matter; names are masked."""

    check_code: str
    service_title: str
    applicant: str
    status_label: str
    submitted_on: date | None
    due_on: date | None
    ended_on: date | None
