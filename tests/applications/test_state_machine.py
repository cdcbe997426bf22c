"""Matters at random: whatever people try, in whatever order, the rules hold.

A few examples run with the suite. The long run, 2,000 examples of 30 steps, must besides have
made every move of the table from every state it begins in:
`LIFECYCLE_EXAMPLES=2000 python -m pytest -n 0 tests/applications/test_state_machine.py`.
"""

import os
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from applications import services
from applications.enums import ENDED_STATES, State
from applications.errors import ExtensionRefused, MoveNotAllowed
from applications.models import Application, Transition
from applications.workflow import (
    ANSWERS,
    APPLICANT_SUBMIT,
    APPROVER,
    CAUSES,
    CLERK,
    CLOCK,
    CORRECTIONS,
    MOVES,
    REVIEWER,
    WAITING_FOR_APPLICANT,
)
from enterprises.enums import Role
from foundation.audit.services import verify
from foundation.core.clock import local_date
from foundation.core.errors import DomainError
from tests.factories.applications import (
    AT,
    approver,
    clerk,
    make_application,
    make_enterprise,
    make_reason,
    member_of,
    natural_person,
    reviewer,
    staff_with,
    supervisor,
)
from tests.factories.eforms import make_definition, make_field, make_form_version

from .lifecycle import LAWS, Matter, Sight

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("LIFECYCLE_EXAMPLES", "5"))
STEPS = 30
# From so many examples on, every arrow of the table must have been walked.
LONG_RUN = 500
LONG_HISTORY = 25
MOST_MATTERS = 3
WHOSE = ("firm", "person", "counter")
# Of so many moves one ends the matter.
SELDOM = 5
ONE_DAY = timedelta(days=1)
# The second begins close to the end of the calendar.
BEGINNINGS = (AT, datetime(2027, 11, 17, 2, tzinfo=UTC))
LAST_DAY = date(2028, 3, 1)
KEY = "product_name"
NAMES = sorted(move.name for move in MOVES)
ARROWS = {(source, move.name) for move in MOVES for source in move.sources}
ENDING = {move.name for move in MOVES if move.target in ENDED_STATES and move.name != "deliver"}
WAITING = {State.SUBMITTED, *WAITING_FOR_APPLICANT}
# Whose side everybody is on; the clock is nobody.
SIDES = {
    "owner": {APPLICANT_SUBMIT},
    "agent": {APPLICANT_SUBMIT},
    "filler": set(),
    "stranger": set(),
    "person": set(),
    "clerk": {CLERK},
    "counter": {CLERK},
    "examiner": {REVIEWER},
    "examining_approver": {REVIEWER, APPROVER},
    "approver": {APPROVER},
    "supervisor": {APPROVER},
    "expert": set(),
}


class Office:
    """Everybody who acts, made once: every example begins from here."""

    def __init__(self):
        firm = make_enterprise()
        self.people = {
            "owner": member_of(firm),
            "agent": member_of(firm, Role.AGENT),
            "filler": member_of(firm, Role.FILLER),
            "stranger": member_of(make_enterprise()),
            "person": natural_person(),
            "clerk": clerk(),
            "counter": staff_with("accept_application", "register_at_counter"),
            "examiner": reviewer(),
            "examining_approver": staff_with("examine_application", "decide_application"),
            "approver": approver(),
            "supervisor": supervisor(),
            "expert": staff_with("unmask_application"),
        }
        self.form = make_form_version(definition=make_definition(make_field("text", KEY)))
        self.reason = make_reason()
        self.walked, self.longest = Counter(), 0


class Lifecycle(RuleBasedStateMachine):
    """Several matters, everybody of the office, and days that pass one by one."""

    def __init__(self, office):
        super().__init__()
        self.office, self.matters, self.copies, self.typed = office, [], [], 0
        self.at = AT
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def teardown(self):
        try:
            verify()
            steps = [each for matter in self.matters for each in matter.sight.steps]
            self.office.walked.update((step.from_state, step.name) for step in steps)
            lengths = [len(matter.sight.steps) for matter in self.matters]
            self.office.longest = max([self.office.longest, *lengths])
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    # --- what happens

    @initialize(at=st.sampled_from(BEGINNINGS), who=st.sampled_from(WHOSE), data=st.data())
    def open_the_office(self, at, who, data):
        self.at = at
        self.begin(who)
        for _n in range(SELDOM):
            self.advance(data)

    @precondition(lambda self: len(self.matters) < MOST_MATTERS and self._all_sent())
    @rule(who=st.sampled_from(WHOSE))
    def begin(self, who):
        """A draft: of the enterprise, of a person, or of a person at the counter."""
        people = self.office.people
        facts = {"registered_by": people["counter"].user} if who == "counter" else {}
        applicant = people["owner" if who == "firm" else "person"]
        made = make_application(
            applicant, form_version=self.office.form, answers={KEY: "颗粒"},
            created_at=self.at, saved_at=self.at, **facts,
        )  # fmt: skip
        applicants = ("owner", "agent") if who == "firm" else ("person",)
        sender = "counter" if who == "counter" else applicants[-1]
        sight = Sight(Application.objects.filter(pk=made.pk).values().get())
        self.matters.append(Matter(made.pk, applicants, sender, sight))

    @rule(data=st.data())
    def advance(self, data):
        """Moves by those who may, seldom one that ends the matter: so that histories grow."""
        matter = self._some(data)
        for _n in range(data.draw(st.integers(1, 5))):
            here = [move.name for move in MOVES.open_in(matter.sight.state) if move.by != CLOCK]
            seldom = [name for name in here for _n in range(1 if name in ENDING else SELDOM)]
            if seldom:
                self._as_offered(data, matter, data.draw(st.sampled_from(seldom)))

    @rule(
        data=st.data(), name=st.sampled_from(NAMES), who=st.sampled_from(sorted(SIDES)),
        note=st.sampled_from(("", "理由")), days=st.sampled_from((None, 0, 1, 10, 11)),
        is_stale=st.booleans(),
    )  # fmt: skip
    def try_anything(self, data, name, who, note, days, is_stale):
        """Any move by anybody, said well or badly, of the row as it is or as it once was read."""
        matter = self._some(data)
        cause = data.draw(st.sampled_from(("", "nonsense", *CAUSES.get(name, {}))))
        read = [each for each in self.copies if each.pk == matter.pk] if is_stale else []
        said = {"note": note, "days": days, "cause": cause}
        if self._make(matter, name, who, read=read[0] if read else None, **said) is None:
            self._assert_rightful(matter, name, who)

    @rule(data=st.data())
    def read(self, data):
        """Somebody leaves a page open."""
        self.copies = [Application.objects.get(pk=self._some(data).pk), *self.copies[:3]]

    @precondition(lambda self: any(m.sight.state in WAITING_FOR_APPLICANT for m in self.matters))
    @rule(who=st.sampled_from(("owner", "filler", "person", "stranger")), data=st.data())
    def mend(self, who, data):
        self._mend(self._some(data), who)

    @rule(days=st.sampled_from((1, 1, 2, 5)))
    def days_pass(self, days):
        self._wait(days)

    @precondition(lambda self: any(matter.sight.state in WAITING for matter in self.matters))
    @rule(silent=st.sampled_from(("authority", "applicant")))
    def nobody_does_anything(self, silent):
        """Until the clock says something, if it has to."""
        self._wait(12 if silent == "authority" else 45)

    # --- how

    def _all_sent(self):
        return all(matter.sight.steps for matter in self.matters)

    def _some(self, data):
        running = [each for each in self.matters if MOVES.open_in(each.sight.state)]
        return data.draw(st.sampled_from(running or self.matters))

    def _wait(self, days):
        """Day by day, until the clock moves something."""
        for _day in range(days):
            if local_date(self.at) >= LAST_DAY:
                return
            self.at += ONE_DAY
            if services.run_clock(at=self.at):
                assert services.run_clock(at=self.at) == 0
                return

    def _as_offered(self, data, matter, name):
        """What the table has here works for those who may; but the clock may be faster."""
        who = data.draw(st.sampled_from(self._rightful(matter, name)))
        before = matter.sight.state
        if name in ANSWERS:
            self._mend(matter, who)
        said = {"note": "理由", "days": 5, "cause": next(iter(CAUSES.get(name, {"": ""})))}
        refusal = self._make(matter, name, who, **said)
        self._look(matter)
        overtaken = bool(matter.sight.steps) and MOVES[matter.sight.steps[-1].name].by == CLOCK
        own = isinstance(refusal, MoveNotAllowed) and who == "examining_approver"
        late = isinstance(refusal, ExtensionRefused)
        assert refusal is None or own or late or (overtaken and before != matter.sight.state)

    def _rightful(self, matter, name):
        by = MOVES[name].by
        if by == APPLICANT_SUBMIT:
            return (matter.sender,) if name == "submit" else matter.applicants
        if name in CORRECTIONS and set(CORRECTIONS) & set(matter.made):
            return ("supervisor",)
        return tuple(who for who, sides in SIDES.items() if by in sides)

    def _assert_rightful(self, matter, name, who):
        if name in CORRECTIONS and set(CORRECTIONS) & set(matter.made[:-1]):
            assert who == "supervisor"
        elif name == "submit":
            assert who in {matter.sender, *matter.applicants}
        elif MOVES[name].by == APPLICANT_SUBMIT:
            assert who in matter.applicants
        else:
            assert MOVES[name].by in SIDES[who]

    def _make(self, matter, name, who, *, read=None, **said):
        """Make a move through its service; the refusal, if that is the answer."""
        application = read or Application.objects.get(pk=matter.pk)
        acting, already = self.office.people[who], matter.made[-1:] == ["submit"]
        act = partial(services.move, name=name, **said)
        if name == "submit":
            act = services.submit
        elif name in ANSWERS:
            act = services.answer_correction
        elif name in CORRECTIONS:
            items = [services.Wanted(KEY, self.office.reason.pk)]
            act = partial(services.ask_correction, items=items, approval_reason=said["note"])
        count = Transition.objects.filter(application=matter.pk, name__in=_same(name)).count()
        try:
            act(acting=acting, application=application, at=self.at)
        except DomainError as refusal:
            return refusal
        made = Transition.objects.filter(application=matter.pk, name__in=_same(name))
        if made.count() > count:
            matter.made.append(made.latest("pk").name)
        else:
            assert name == "submit" and already  # sent again: the same matter, the same number
        return None

    def _mend(self, matter, who):
        self.typed += 1
        application = Application.objects.get(pk=matter.pk)
        try:
            services.save_correction(
                acting=self.office.people[who], application=application, at=self.at,
                answers={KEY: f"颗粒 {self.typed}"}, version=application.version,
            )  # fmt: skip
        except DomainError:
            return
        assert who in {*matter.applicants, "filler"}

    # --- what holds

    @invariant()
    def every_rule_holds(self):
        for matter in self.matters:
            self._look(matter)

    def _look(self, matter):
        row = Application.objects.filter(pk=matter.pk).values().get()
        before = matter.sight
        if row == before.row:
            return
        now = matter.sight = Sight.of(row)
        for holds in LAWS:
            holds(matter, before, now)


def _same(name):
    """Moves of one service: which of them is made, the state says."""
    return next((group for group in (ANSWERS, CORRECTIONS) if name in group), (name,))


def test_lifecycle__whatever_is_tried__keeps_the_rules(db):
    office = Office()
    run_state_machine_as_test(
        lambda: Lifecycle(office),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    if EXAMPLES >= LONG_RUN:
        assert ARROWS - set(office.walked) == set()
        assert office.longest >= LONG_HISTORY
