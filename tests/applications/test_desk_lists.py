"""The work lists: what stands in each, what is urgent, who is given what."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications import services
from applications.enums import Side, State
from applications.errors import AssignmentNotAllowed, ColleagueNotFitting
from applications.models import MatterMessage, SavedView
from foundation.audit.models import AuditRecord
from foundation.core.errors import Missing
from tests.factories.applications import (
    AT,
    clerk,
    make_application,
    make_enterprise,
    member_of,
    natural_person,
    reviewer,
    signed_in,
    staff_with,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/matters/"
LATE, NOW, SOON, LATER = date(2026, 11, 2), date(2026, 11, 18), date(2026, 11, 20), date(2027, 1, 8)


@pytest.fixture
def head():
    """Somebody who shares out the work."""
    return staff_with("accept_application", "assign_application")


@pytest.fixture(autouse=True)
def _day(time_machine):
    time_machine.move_to(datetime(2026, 11, 18, 2, tzinfo=UTC), tick=False)


def rows(client, query=""):
    answer = client.get(f"{LIST}results/{query}")
    assert answer.status_code == 200
    return {matter.check_code for matter in answer.context["object_list"]}


def code(**facts):
    return make_application(**{"state": State.SUBMITTED, **facts}).check_code


# --- what stands where


@pytest.mark.parametrize(
    ("queue", "state"),
    [
        ("accept", State.SUBMITTED),
        ("examine", State.ACCEPTED),
        ("examine", State.DEEMED_ACCEPTED),
        ("examine", State.WITHDRAW_REQUESTED),
        ("decide", State.DECIDING),
    ],
)
def test_queue__of_a_role__holds_its_states_only(client, head, queue, state):
    wanted, other = code(state=state), code(state=State.GRANTED)
    found = rows(signed_in(client, head), f"?queue={queue}")
    assert wanted in found
    assert other not in found


def test_queue__mine__what_was_given_to_me_and_is_open(client, head):
    mine = code(assigned_to=head.user)
    code(assigned_to=head.user, state=State.WITHDRAWN)
    code()
    assert rows(signed_in(client, head), "?queue=mine") == {mine}


def test_urgency__by_day__yellow_from_the_warning_day_red_after_the_due_day(client, head):
    late = code(warn_on=LATE, due_on=LATE)
    soon = code(warn_on=NOW, due_on=SOON)
    code(warn_on=LATER, due_on=LATER)
    code(warn_on=LATE, due_on=LATE, state=State.GRANTED)
    browser = signed_in(client, head)
    assert rows(browser, "?urgency=late") == {late}
    assert rows(browser, "?urgency=soon") == {soon}


def test_due__on_the_list__says_it_in_words_beside_the_colour(client, head):
    make_application(state=State.SUBMITTED, warn_on=LATE, due_on=date(2026, 11, 16))
    page = signed_in(client, head).get(LIST).content.decode()
    assert "已超期 2 个工作日" in page
    assert 'data-urgency="late"' in page


def test_unread__message_of_the_applicant__is_found(client, head):
    told, _silent = make_application(state=State.SUBMITTED), code()
    MatterMessage.objects.create(
        application=told, side=Side.APPLICANT, author=told.applicant, text="请问进度", at=AT
    )
    assert rows(signed_in(client, head), "?unread=1") == {told.check_code}


@pytest.mark.parametrize("typed", ["LKMOOXQZ", "lkmo oxqz", "ＬＫＭＯＯＸＱＺ", "LKMO"])
def test_search__old_code_with_letters_no_longer_issued__is_found(client, head, typed):
    make_application(state=State.SUBMITTED, check_code="LKMOOXQZ")
    code()
    assert rows(signed_in(client, head), f"?q={typed}") == {"LKMOOXQZ"}


def test_search__enterprise_and_product__is_found(client, head):
    firm = make_enterprise(name="北京示例同仁药业")
    wanted = make_application(member_of(firm), state=State.SUBMITTED, product_name="示例丸")
    code()
    browser = signed_in(client, head)
    assert rows(browser, "?q=同仁") == {wanted.check_code}
    assert rows(browser, "?q=示例丸") == {wanted.check_code}


def test_search__name_of_a_person__finds_what_he_asked_for_himself(client, head):
    person = natural_person()
    wanted = make_application(person, state=State.SUBMITTED)
    code()
    assert rows(signed_in(client, head), f"?q={person.user.full_name}") == {wanted.check_code}


def test_export__of_a_filtered_list__has_these_rows_and_no_formulas(client, head):
    wanted = make_application(state=State.DECIDING, product_name="=1+1")
    code()
    answer = signed_in(client, head).get(f"{LIST}?queue=decide&export=csv")
    lines = b"".join(answer).decode().splitlines()
    assert len(lines) == 2
    assert wanted.check_code in lines[1]
    assert "'=1+1" in lines[1]


def test_list__three_times_the_rows__same_queries(client, head):
    browser = signed_in(client, head)
    code()
    browser.get(LIST)
    with CaptureQueriesContext(connection) as one:
        browser.get(LIST)
    for _n in range(6):
        code(assigned_to=head.user)
    with CaptureQueriesContext(connection) as many:
        browser.get(LIST)
    assert len(many) <= len(one)
    assert len(many) <= 30


# --- who is given what


def test_assign__several__all_change_hands_on_record(head):
    colleague = reviewer().user
    matters = [make_application(state=State.SUBMITTED) for _n in range(3)]
    number = services.assign(
        acting=head, ids=[matter.pk for matter in matters], to=colleague, at=AT
    )
    assert number == 3
    for matter in matters:
        matter.refresh_from_db()
        assert matter.assigned_to == colleague
    assert AuditRecord.objects.filter(action="application.assign", allowed=True).count() == 3


def test_assign__again_to_the_same__is_no_news(head):
    colleague = reviewer().user
    matter = make_application(state=State.SUBMITTED, assigned_to=colleague)
    assert services.assign(acting=head, ids=[matter.pk], to=colleague, at=AT) == 0


@pytest.mark.parametrize("state", [State.GRANTED, State.DRAFT])
def test_assign__one_that_cannot_be__changes_none(head, state):
    fine, other = make_application(state=State.SUBMITTED), make_application(state=state)
    with pytest.raises(Missing):
        services.assign(acting=head, ids=[fine.pk, other.pk], to=reviewer().user, at=AT)
    fine.refresh_from_db()
    assert fine.assigned_to is None


def test_assign__without_the_right__is_refused():
    matter = make_application(state=State.SUBMITTED)
    with pytest.raises(AssignmentNotAllowed):
        services.assign(acting=reviewer(), ids=[matter.pk], to=clerk().user, at=AT)


def test_assign__to_somebody_without_work_on_matters__is_refused(head):
    matter = make_application(state=State.SUBMITTED)
    with pytest.raises(ColleagueNotFitting):
        services.assign(acting=head, ids=[matter.pk], to=staff_with().user, at=AT)


def test_take_over__from_a_colleague__is_mine(client):
    mine = reviewer()
    matter = make_application(state=State.EXAMINING, assigned_to=clerk().user)
    signed_in(client, mine).post(reverse("matters:take", args=[matter.uuid]))
    matter.refresh_from_db()
    assert matter.assigned_to == mine.user


def test_page__assign__back_on_the_same_list(client, head):
    matter = make_application(state=State.SUBMITTED)
    sent = {"matter": [matter.pk], "to": reviewer().user.pk, "query": "queue=accept&p=2"}
    answer = signed_in(client, head).post(f"{LIST}assign/", sent)
    assert answer["Location"].endswith("/admin/matters/?queue=accept&p=2")
    matter.refresh_from_db()
    assert matter.assigned_to_id == sent["to"]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"to": ""}, "请先勾选"),
        ({"matter": ["1"], "to": ""}, "请选择接手的同事"),
        ({"matter": ["x", "²"], "to": "x"}, "请先勾选"),
        ({"matter": ["999999"], "to": "self"}, "刷新列表"),
    ],
)
def test_page__assign__nonsense__is_told(client, head, sent, told):
    sent = {**sent, "to": head.user.pk if sent["to"] == "self" else sent["to"]}
    answer = signed_in(client, head).post(f"{LIST}assign/", sent, follow=True)
    assert told in answer.content.decode()


# --- views one keeps


def test_view__kept__is_a_tab_and_can_be_dropped(client, head):
    browser = signed_in(client, head)
    browser.post(f"{LIST}views/", {"name": "我的超期件", "query": "queue=mine&urgency=late"})
    page = browser.get(LIST).content.decode()
    assert "我的超期件" in page
    assert "queue=mine&amp;urgency=late" in page
    browser.post(reverse("matters:drop_view", args=[SavedView.objects.get().pk]))
    assert not SavedView.objects.exists()


def test_view__of_a_colleague__is_not_there(client, head):
    other = SavedView.objects.create(
        user=clerk().user, place="matters", name="别人的", query="q=1", created_at=AT
    )
    answer = signed_in(client, head).post(reverse("matters:drop_view", args=[other.pk]))
    assert answer.status_code == 404
    assert SavedView.objects.exists()


def test_view__same_name__takes_the_new_filters(head):
    for query in ("state=submitted", "state=deciding"):
        services.keep_view(
            acting=head, place="matters", name="待办", query=query, at=AT + timedelta(hours=1)
        )
    assert SavedView.objects.get().query == "state=deciding"
