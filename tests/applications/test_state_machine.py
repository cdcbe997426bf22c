"""Matters at random: whatever people try, in whatever order, the rules hold.

A few examples run with the suite. The long run, 2,000 examples of 30 steps:
`LIFECYCLE_EXAMPLES=2000 python -m pytest -n 0 tests/applications/test_state_machine.py`.
"""

import os
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from applications import services
from applications.enums import ENDED_STATES, State
from applications.models import Application
from applications.services.keeping import due_days
from applications.workflow import CAUSES, MOVES, OWN_SERVICE, RESUME
from foundation.audit.services import verify
from foundation.core.clock import local_date
from foundation.core.errors import DomainError
from tests.factories.applications import (
    AT,
    clerk,
    make_application,
    make_enterprise,
    make_reason,
    member_of,
    reviewer,
    staff_with,
    supervisor,
)
from tests.factories.eforms import make_definition, make_field, make_form_version

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("LIFECYCLE_EXAMPLES", "3"))
STEPS = 30
KEY = "product_name"
PEOPLE = ("owner", "clerk", "reviewer", "supervisor", "examining_approver")
NAMES = sorted({move.name for move in MOVES} - set(OWN_SERVICE))
FROZEN = ("state", "version", "answers", "ended_at", "decided_by_id", "check_code", "due_on")


class Lifecycle(RuleBasedStateMachine):
    """One matter, five people, and days that pass."""

    @initialize()
    def begin(self):
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        owner = member_of(make_enterprise())
        self.people = {
            "owner": owner,
            "clerk": clerk(),
            "reviewer": reviewer(),
            "supervisor": supervisor(),
            "examining_approver": staff_with("examine_application", "decide_application"),
        }
        form = make_form_version(definition=make_definition(make_field("text", KEY)))
        self.matter = make_application(owner, form_version=form, answers={KEY: "示例颗粒"})
        self.reason, self.at, self.typed, self.refused = make_reason(), AT, 0, 0
        self.codes, self.version, self.ending = set(), self.matter.version, None

    def teardown(self):
        if hasattr(self, "savepoint"):
            verify()
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    def _try(self, act, **arguments):
        """A refusal is an answer too; anything else is a fault."""
        application = Application.objects.get(pk=self.matter.pk)
        try:
            with transaction.atomic():
                act(application=application, at=self.at, **arguments)
        except DomainError:
            self.refused += 1

    @rule()
    def submit(self):
        self._try(services.submit, acting=self.people["owner"])

    @rule(name=st.sampled_from(NAMES), who=st.sampled_from(PEOPLE), note=st.booleans(),
          days=st.sampled_from([None, 1, 10, 11]), data=st.data())  # fmt: skip
    def move(self, name, who, note, days, data):
        cause = data.draw(st.sampled_from(["", *CAUSES.get(name, {})]))
        said = {"note": "理由" if note else "", "days": days, "cause": cause}
        self._try(services.move, acting=self.people[who], name=name, **said)

    @rule(data=st.data())
    def move_on(self, data):
        """A move that the table has here, by somebody of its side: so that matters get far."""
        state = Application.objects.get(pk=self.matter.pk).state
        here = [move.name for move in MOVES.open_in(state) if move.name in NAMES]
        if here:
            name = data.draw(st.sampled_from(here))
            said = {"note": "理由", "days": 5, "cause": next(iter(CAUSES.get(name, {"": ""})))}
            for acting in self.people.values():
                self._try(services.move, acting=acting, name=name, **said)

    @rule(who=st.sampled_from(PEOPLE), again=st.booleans())
    def ask(self, who, again):
        self._try(
            services.ask_correction,
            acting=self.people[who],
            items=[services.Wanted(KEY, self.reason.pk)],
            approval_reason="新情况" if again else "",
        )

    @rule(answer=st.booleans())
    def mend(self, answer):
        self.typed += 1
        version = Application.objects.get(pk=self.matter.pk).version
        changed = {KEY: f"颗粒 {self.typed}"}
        owner = self.people["owner"]
        self._try(services.save_correction, acting=owner, answers=changed, version=version)
        if answer:
            self._try(services.answer_correction, acting=owner)

    @rule(days=st.sampled_from([1, 2, 8, 35]))
    def days_pass(self, days):
        # Not beyond the calendar: what happens there has a test of its own.
        if local_date(self.at + timedelta(days=days)).year < 2028:
            self.at += timedelta(days=days)

    @rule()
    def run_clock(self):
        services.run_clock(at=self.at)
        assert services.run_clock(at=self.at) == 0

    @invariant()
    def history_is_the_moves_of_the_table(self):
        if not hasattr(self, "matter"):
            return
        state, before = str(State.DRAFT), ""
        for step in self.matter.transitions.order_by("pk"):
            move = MOVES[step.name]
            assert state in move.sources
            assert step.from_state == state
            target = before if move.target == RESUME else str(move.target)
            assert step.to_state == target
            before, state = state, target
        assert Application.objects.get(pk=self.matter.pk).state == state

    @invariant()
    def row_is_sound(self):
        if not hasattr(self, "matter"):
            return
        row = Application.objects.get(pk=self.matter.pk)
        assert row.version >= self.version
        assert row.version > row.transitions.count()
        self.version = row.version
        self.codes |= {row.check_code} - {None}
        assert len(self.codes) <= 1
        assert row.transitions.filter(name="submit").count() == len(self.codes)
        assert row.decided_by_id is None or row.decided_by_id != row.examined_by_id
        assert row.corrections.unanswered().count() <= 1

    @invariant()
    def final_is_frozen(self):
        if not hasattr(self, "matter"):
            return
        row = Application.objects.get(pk=self.matter.pk)
        now = {name: getattr(row, name) for name in FROZEN}
        if self.ending and self.ending["state"] != State.GRANTED:
            assert now == self.ending
        if self.ending and row.state == State.DELIVERED:
            kept = set(FROZEN) - {"state", "version"}
            assert {name: now[name] for name in kept} == {n: self.ending[n] for n in kept}
        self.ending = now if row.state in ENDED_STATES else None

    @invariant()
    def due_day_is_reckoned(self):
        if not hasattr(self, "matter"):
            return
        row = Application.objects.get(pk=self.matter.pk)
        days = due_days(services.reckon(row, on=local_date(self.at)))
        if days is not None:
            assert days == {"due_on": row.due_on, "warn_on": row.warn_on}


Lifecycle.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_lifecycle__whatever_is_tried__keeps_the_rules(db):
    run_state_machine_as_test(Lifecycle, settings=Lifecycle.TestCase.settings)
