"""The state × move × role product against the table, and what a move leaves behind."""

import pytest

from applications import services
from applications.enums import State
from applications.errors import MoveNotAllowed, MoveNotOpen, NoteRequired
from applications.models import Application, Transition
from applications.workflow import MOVES, RESUME
from enterprises.enums import Role
from foundation.audit.models import AuditRecord
from foundation.audit.services import verify
from foundation.notifications.models import Message
from tests.factories.applications import (
    AT,
    approver,
    clerk,
    make_application,
    make_enterprise,
    member_of,
    reviewer,
    staff_with,
)

pytestmark = pytest.mark.django_db

# Who makes which move: the permission document of this app.
ALLOWED = {
    "submit": {"admin", "agent"},
    "withdraw": {"admin", "agent"},
    "request_withdrawal": {"admin", "agent"},
    "cancel_withdrawal": {"admin", "agent"},
    "accept": {"clerk"},
    "refuse_acceptance": {"clerk"},
    "start_examination": {"reviewer"},
    "finish_examination": {"reviewer"},
    "grant": {"approver"},
    "reject": {"approver"},
    "return_to_examination": {"approver"},
    "agree_withdrawal": {"reviewer"},
    "refuse_withdrawal": {"reviewer"},
}
ROLES = [
    "admin",
    "agent",
    "filler",
    "reader",
    "stranger",
    "clerk",
    "reviewer",
    "approver",
    "editor",
]


def _person(role, enterprise):
    if role in Role.values:
        return member_of(enterprise, role)
    return {
        "stranger": lambda: member_of(make_enterprise()),
        "clerk": clerk,
        "reviewer": reviewer,
        "approver": approver,
        "editor": staff_with,
    }[role]()


def test_allowed__table__names_every_move():
    assert set(ALLOWED) == {move.name for move in MOVES}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", [move.name for move in MOVES if move.name != "submit"])
def test_move__every_state_and_role__only_what_the_table_says(name, role):
    enterprise = make_enterprise()
    owner = member_of(enterprise)
    person = _person(role, enterprise)
    for state in State.values:
        application = make_application(owner, state=state)
        before = application.version
        allowed = role in ALLOWED[name]
        open_here = state in MOVES[name].sources
        try:
            services.move(acting=person, application=application, name=name, note="理由", at=AT)
        except MoveNotAllowed:
            assert not allowed
        except MoveNotOpen:
            assert allowed
            assert not open_here
        else:
            assert allowed
            assert open_here
        application.refresh_from_db()
        moved = allowed and open_here
        target = MOVES[name].target if MOVES[name].target != RESUME else State.ACCEPTED
        assert application.state == (target if moved else state)
        assert application.version == before + moved


def test_move__allowed__writes_history_audit_and_a_message():
    owner, desk = member_of(make_enterprise()), clerk()
    application = make_application(owner, state=State.SUBMITTED)
    services.move(acting=desk, application=application, name="accept", at=AT)
    step = Transition.objects.get(application=application)
    assert (step.name, step.from_state, step.to_state) == ("accept", "submitted", "accepted")
    assert (step.actor, step.at) == (desk.user, AT)
    assert AuditRecord.objects.filter(action="application.accept", allowed=True).count() == 1
    message = Message.objects.get(recipient=owner.user)
    assert application.check_code in message.body
    assert verify() >= 1


def test_move__accepted__due_day_counts_working_days_from_the_next():
    application = make_application(state=State.SUBMITTED, promised_days=3)
    services.move(acting=clerk(), application=application, name="accept", at=AT)
    assert application.due_on.isoformat() == "2026-11-23"


@pytest.mark.parametrize("name", [move.name for move in MOVES if move.asks_note])
def test_move__without_the_reason_it_asks_for__refused_and_nothing_changes(name):
    owner = member_of(make_enterprise())
    move = MOVES[name]
    state = min(move.sources)
    application = make_application(owner, state=state)
    person = _person(min(ALLOWED[name]), application.enterprise)
    with pytest.raises(NoteRequired):
        services.move(acting=person, application=application, name=name, note="  ", at=AT)
    application.refresh_from_db()
    assert application.state == state


def test_decide__by_the_examiner__refused_even_with_the_right():
    both = staff_with("examine_application", "decide_application")
    application = make_application(state=State.EXAMINING)
    services.move(
        acting=both, application=application, name="finish_examination", note="同意", at=AT
    )
    with pytest.raises(MoveNotAllowed):
        services.move(acting=both, application=application, name="grant", at=AT)
    application.refresh_from_db()
    assert application.state == State.DECIDING


def test_withdrawal__refused__matter_stands_where_it_stood():
    owner = member_of(make_enterprise())
    application = make_application(owner, state=State.DECIDING)
    services.move(
        acting=owner, application=application, name="request_withdrawal", note="改方案", at=AT
    )
    services.move(
        acting=reviewer(), application=application, name="refuse_withdrawal", note="已近办结", at=AT
    )
    assert application.state == State.DECIDING


def test_transition__saved_again__refused():
    application = make_application(state=State.SUBMITTED)
    services.move(acting=clerk(), application=application, name="accept", at=AT)
    step = Transition.objects.get(application=application)
    with pytest.raises(Exception, match="不可修改"):
        step.save()


def test_status_label__every_state_and_kind__never_empty():
    for kind in ("permit", "service", "report", "inspection"):
        for state in State.values:
            assert Application(kind=kind, state=state).status_label.strip()


def test_docs__state_diagram__is_the_table(project_root):
    page = (project_root / "docs" / "apps" / "applications.md").read_text()
    assert MOVES.mermaid() in page
