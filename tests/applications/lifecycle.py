"""What must hold of a matter, before and after anything that happens to it: the laws of its life."""

from dataclasses import dataclass, field
from typing import Any

from applications.enums import ENDED_STATES, ClockKind, State
from applications.models import ClockEvent, Paper, Transition
from applications.services.clock import reckon_ledger
from applications.services.keeping import due_days
from applications.workflow import APPROVER, CLOCK, MOVES, RESUME
from foundation.audit.models import AuditRecord
from foundation.core.clock import local_date


@dataclass(frozen=True)
class Sight:
    """A matter as it stands in the database: the row, and everything that hangs on it."""

    row: dict[str, Any]
    steps: list[Transition] = field(default_factory=list)
    ledger: list[ClockEvent] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    records: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, row):
        facts = {"application": row["id"]}
        records = AuditRecord.objects.about(f"application:{row['uuid']}").filter(allowed=True)
        return cls(
            row=row,
            steps=list(Transition.objects.filter(**facts).order_by("pk")),
            ledger=list(ClockEvent.objects.filter(**facts).order_by("pk")),
            papers=list(Paper.objects.filter(**facts).order_by("pk")),
            records=[action.removeprefix("application.") for action in records.values_list(
                "action", flat=True)],
        )  # fmt: skip

    @property
    def state(self):
        return self.row["state"]


@dataclass
class Matter:
    """What the machine remembers of one matter."""

    pk: int
    applicants: tuple[str, ...]
    sender: str
    sight: Sight
    made: list[str] = field(default_factory=list)


def only_moves_of_the_table(_matter, _before, now):
    state, previous = str(State.DRAFT), ""
    for step in now.steps:
        move = MOVES[step.name]
        target = previous if move.target == RESUME else str(move.target)
        assert state in move.sources
        assert (step.from_state, step.to_state) == (state, target)
        previous, state = state, target
    assert now.state == state


def history_is_what_was_done(matter, before, now):
    by_people = [step.name for step in now.steps if MOVES[step.name].by != CLOCK]
    assert by_people == matter.made
    assert now.records == [step.name for step in now.steps]
    assert now.steps[: len(before.steps)] == before.steps
    assert now.ledger[: len(before.ledger)] == before.ledger


def one_notice_and_one_entry_a_move(_matter, _before, now):
    moves = [MOVES[step.name] for step in now.steps]
    assert [paper.kind for paper in now.papers] == [move.paper for move in moves if move.paper]
    assert [entry.kind for entry in now.ledger] == [move.clock for move in moves if move.clock]


def version_rises(_matter, before, now):
    assert now.row["version"] > before.row["version"]
    assert now.row["version"] > len(now.steps)


def one_number_a_submission(_matter, before, now):
    sent = [step for step in now.steps if step.name == "submit"]
    assert len(sent) == (now.row["check_code"] is not None)
    assert before.row["check_code"] in {None, now.row["check_code"]}


def final_is_frozen(_matter, before, now):
    if before.state not in ENDED_STATES:
        return
    assert (before.state, now.state) == (State.GRANTED, State.DELIVERED)
    moving = {"state", "state_before", "version"}
    assert {key for key in now.row if now.row[key] != before.row[key]} == moving


def author_is_not_approver(_matter, _before, now):
    author = None
    for step in now.steps:
        if step.name in {"start_examination", "finish_examination"}:
            author = step.actor_id
        if MOVES[step.name].by == APPROVER:
            assert step.actor_id != author
    assert now.row["decided_by_id"] is None or now.row["decided_by_id"] != author


def due_day_is_reckoned(_matter, before, now):
    """A pause never moves it earlier: neither against before, nor against the days without it."""
    if len(now.steps) == len(before.steps):
        return
    on = local_date(now.steps[-1].at)
    reckoning = reckon_ledger(now.ledger, on=on)
    stored = {"due_on": now.row["due_on"], "warn_on": now.row["warn_on"]}
    assert reckoning.problem or stored == due_days(reckoning)
    pausing = {ClockKind.STOPPED, ClockKind.RESUMED}
    unpaused = reckon_ledger([each for each in now.ledger if each.kind not in pausing], on=on)
    assert None in {unpaused.due_on, reckoning.due_on} or reckoning.due_on >= unpaused.due_on
    earlier = reckon_ledger(before.ledger, on=on)
    same = (earlier.start, earlier.is_decision) == (reckoning.start, reckoning.is_decision)
    if same and earlier.due_on and reckoning.due_on:
        assert reckoning.due_on >= earlier.due_on


LAWS = (
    only_moves_of_the_table,
    history_is_what_was_done,
    one_notice_and_one_entry_a_move,
    version_rises,
    one_number_a_submission,
    final_is_frozen,
    author_is_not_approver,
    due_day_is_reckoned,
)
