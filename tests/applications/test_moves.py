"""The state × move × role product against the table, and what a move leaves behind."""

from datetime import date, timedelta

import pytest

from applications import services
from applications.enums import State
from applications.errors import (
    CauseRequired,
    ExtensionRefused,
    MoveNotAllowed,
    MoveNotOpen,
    NoteRequired,
    WrongDays,
)
from applications.models import Application, Paper, Transition
from applications.permissions import open_moves
from applications.workflow import (
    ANSWERS,
    CORRECTIONS,
    MOVES,
    OWN_SERVICE,
    RESUME,
    WAITING_FOR_APPLICANT,
)
from enterprises.enums import Role
from foundation.audit.models import AuditRecord
from foundation.audit.services import verify
from foundation.notifications.models import Message
from tests.factories.applications import (
    AT,
    approver,
    clerk,
    make_application,
    make_correction,
    make_enterprise,
    make_reason,
    member_of,
    reviewer,
    staff_with,
    supervisor,
)
from tests.factories.eforms import make_definition, make_field, make_form_version

pytestmark = pytest.mark.django_db

# Who makes which move: the permission document of this app.
ALLOWED = {
    "submit": {"admin", "agent"},
    "answer_correction": {"admin", "agent"},
    "answer_correction_after": {"admin", "agent"},
    "withdraw": {"admin", "agent"},
    "request_withdrawal": {"admin", "agent"},
    "cancel_withdrawal": {"admin", "agent"},
    "accept": {"clerk"},
    "ask_correction": {"clerk"},
    "refuse_acceptance": {"clerk"},
    "start_examination": {"reviewer"},
    "ask_correction_after": {"reviewer"},
    "begin_special": {"reviewer"},
    "end_special": {"reviewer"},
    "finish_examination": {"reviewer"},
    "extend": {"approver", "supervisor"},
    "grant": {"approver", "supervisor"},
    "reject": {"approver", "supervisor"},
    "return_to_examination": {"approver", "supervisor"},
    "agree_withdrawal": {"reviewer"},
    "refuse_withdrawal": {"reviewer"},
    "deliver": {"clerk"},
    "deem_accepted": set(),
    "lapse": set(),
}
STAFF = {
    "clerk": clerk,
    "reviewer": reviewer,
    "approver": approver,
    "supervisor": supervisor,
    "editor": staff_with,
}
ROLES = [*Role.values, "stranger", *STAFF]
KEY = "product_name"
MORE = {"begin_special": {"cause": "site_check"}, "extend": {"days": 10}}


def _person(role, enterprise):
    if role in Role.values:
        return member_of(enterprise, role)
    return STAFF[role]() if role in STAFF else member_of(make_enterprise())


def _act(name, person, application):
    """Make the move by the service that is its own."""
    if name in CORRECTIONS:
        if application.state not in MOVES[name].sources:
            raise MoveNotOpen("the service picks the move by the state")
        items = [services.Wanted(KEY, make_reason().pk)]
        services.ask_correction(acting=person, application=application, items=items, at=AT)
    elif name in ANSWERS:
        if application.state not in MOVES[name].sources:
            raise MoveNotOpen("the service picks the move by the state")
        services.answer_correction(acting=person, application=application, at=AT)
    else:
        said = {"note": "理由", **MORE.get(name, {})}
        services.move(acting=person, application=application, name=name, at=AT, **said)


def _stand_in(matter, state):
    """The same row in another state, as if it had come there."""
    matter.clock_events.all().delete()
    matter.corrections.all().delete()
    before = State.ACCEPTED if state == State.WITHDRAW_REQUESTED else ""
    code = None if state == State.DRAFT else "T2345678"
    Application.objects.filter(pk=matter.pk).update(
        state=state, state_before=before, check_code=code, ended_at=None, examined_by=None,
        decided_by=None, answers={KEY: "示例颗粒"},
    )  # fmt: skip
    application = Application.objects.get(pk=matter.pk)
    if state in WAITING_FOR_APPLICANT:
        item = make_correction(application, KEY).items.get()
        item.after = {"answer": "新名称"}
        item.save()
    return application


def test_allowed__table__names_every_move():
    assert set(ALLOWED) == {move.name for move in MOVES}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", [move.name for move in MOVES if move.name != "submit"])
def test_move__every_state_and_role__only_what_the_table_says(name, role):
    enterprise = make_enterprise()
    person = _person(role, enterprise)
    form = make_form_version(definition=make_definition(make_field("text", KEY)))
    matter = make_application(member_of(enterprise), form_version=form)
    for state in State.values:
        application = _stand_in(matter, state)
        before = application.version
        allowed = role in ALLOWED[name]
        open_here = state in MOVES[name].sources
        try:
            _act(name, person, application)
        except MoveNotAllowed:
            assert not allowed
        except MoveNotOpen:
            assert not open_here
        else:
            assert allowed
            assert open_here
        application.refresh_from_db()
        moved = allowed and open_here
        target = MOVES[name].target if MOVES[name].target != RESUME else State.ACCEPTED
        assert application.state == (target if moved else state)
        assert application.version == before + moved


@pytest.mark.parametrize("name", OWN_SERVICE)
def test_move__that_has_a_service_of_its_own__refused(name):
    application = make_application(state=min(MOVES[name].sources))
    person = _person(min(ALLOWED[name]), application.enterprise)
    with pytest.raises(MoveNotOpen):
        services.move(acting=person, application=application, name=name, note="理由", at=AT)


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
    assert application.warn_on == application.due_on
    assert services.reckon(application, on=AT.date()).progress == "第 0 / 3 个工作日"


@pytest.mark.parametrize("name", [move.name for move in MOVES if move.asks_note])
def test_move__without_the_reason_it_asks_for__refused_and_nothing_changes(name):
    owner = member_of(make_enterprise())
    move = MOVES[name]
    state = min(move.sources)
    application = make_application(owner, state=state)
    person = _person(min(ALLOWED[name]), application.enterprise)
    more = MORE.get(name, {})
    with pytest.raises(NoteRequired):
        services.move(acting=person, application=application, name=name, note="  ", at=AT, **more)
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


def test_withdrawal__refused_in_a_correction__clock_still_stopped_and_days_left_to_answer():
    owner = member_of(make_enterprise())
    application = make_application(owner, state=State.SUBMITTED)
    desk, examiner = clerk(), reviewer()
    services.move(acting=desk, application=application, name="accept", at=AT)
    services.move(acting=examiner, application=application, name="start_examination", at=AT)
    items = [services.Wanted(KEY, make_reason().pk)]
    correction = services.ask_correction(
        acting=examiner, application=application, items=items, at=AT,
        answer_by=date(2026, 11, 19),
    )  # fmt: skip
    for person, name in ((owner, "request_withdrawal"), (examiner, "refuse_withdrawal")):
        services.move(acting=person, application=application, name=name, note="说明", at=AT)
        assert services.reckon(application, on=AT.date()).is_stopped
    assert application.state == State.CORRECTION_AFTER
    correction.refresh_from_db()
    assert correction.answer_by == date(2026, 11, 25)


def test_withdraw__out_of_a_correction__ends_the_round():
    owner = member_of(make_enterprise())
    application = make_application(owner, state=State.SUBMITTED)
    correction = services.ask_correction(
        acting=clerk(), application=application, at=AT,
        items=[services.Wanted(KEY, make_reason().pk)],
    )  # fmt: skip
    services.move(acting=owner, application=application, name="withdraw", at=AT)
    correction.refresh_from_db()
    assert (application.state, correction.ended_at) == (State.WITHDRAWN, AT)
    assert services.open_keys(application) == frozenset()


def test_refuse_acceptance__not_our_business__cause_stands_for_the_note():
    application = make_application(state=State.SUBMITTED)
    services.move(
        acting=clerk(), application=application, name="refuse_acceptance", cause="not_ours", at=AT
    )
    step = application.transitions.get()
    assert (step.cause, step.note) == ("not_ours", "不属于本机关职权范围。")


@pytest.mark.parametrize("cause", ["", "correction", "nonsense"])
def test_begin_special__without_a_cause_of_the_list__refused(cause):
    application = make_application(state=State.EXAMINING)
    with pytest.raises(CauseRequired):
        services.move(
            acting=reviewer(), application=application, name="begin_special", note="去现场",
            cause=cause, at=AT,
        )  # fmt: skip
    assert application.state == State.EXAMINING


@pytest.mark.parametrize("days", [None, 0, -1, 11])
def test_extend__other_than_one_to_ten_days__refused(days):
    application = make_application(state=State.DECIDING)
    with pytest.raises(WrongDays):
        services.move(
            acting=approver(), application=application, name="extend", note="复杂", days=days, at=AT
        )


def test_extend__twice_or_too_late__refused():
    application = make_application(state=State.SUBMITTED, promised_days=3)
    services.move(acting=clerk(), application=application, name="accept", at=AT)
    Application.objects.filter(pk=application.pk).update(state=State.DECIDING)
    application.refresh_from_db()
    head = approver()
    extend = {"acting": head, "name": "extend", "note": "案情复杂", "days": 10}
    late = AT + timedelta(days=6)
    with pytest.raises(ExtensionRefused, match="期限已过"):
        services.move(application=application, at=late, **extend)
    services.move(application=application, at=AT, **extend)
    assert application.due_on == date(2026, 12, 7)
    assert "extend" not in {move.name for move in open_moves(head, application)}
    with pytest.raises(ExtensionRefused, match="一次"):
        services.move(application=application, at=AT, **extend)


def test_deliver__granted__keeps_the_day_of_the_decision():
    application = make_application(state=State.DECIDING)
    services.move(acting=approver(), application=application, name="grant", at=AT)
    later = AT + timedelta(days=2)
    services.move(acting=clerk(), application=application, name="deliver", note="窗口", at=later)
    assert (application.state, application.ended_at) == (State.DELIVERED, AT)


def test_move__that_names_a_paper__issues_it_with_the_move():
    application = make_application(state=State.SUBMITTED)
    services.move(acting=clerk(), application=application, name="accept", at=AT)
    paper = Paper.objects.get(application=application)
    assert (paper.kind, paper.transition.name) == ("acceptance", "accept")


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
