"""Figures of the desk: counted right, for who may see them, in as many queries at any size."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.enums import State
from applications.models import Rating
from applications.presentation.figures import WEEKS, figures
from tests.factories.applications import (
    AT,
    clerk,
    make_application,
    make_correction,
    make_enterprise,
    member_of,
    signed_in,
    staff_with,
)

pytestmark = pytest.mark.django_db
PAGE = "/admin/matters/figures/"
DAY = timedelta(days=1)


def read(kind=""):
    return figures(acting=clerk(), kind=kind, at=AT)


def values(bars):
    return [bar.value for bar in bars]


@pytest.fixture(autouse=True)
def _day(time_machine):
    time_machine.move_to(AT)


def make_ended(days=7, **facts):
    begun = {"accepted_at": AT - days * DAY, "submitted_at": AT - days * DAY}
    return make_application(**{"state": State.GRANTED, "ended_at": AT, **begun, **facts})


def test_standing__by_day__open_ones_only():
    make_application(state=State.SUBMITTED, due_on=date(2026, 11, 17), warn_on=date(2026, 11, 2))
    make_application(state=State.ACCEPTED, due_on=date(2026, 11, 18), warn_on=date(2026, 11, 2))
    make_application(state=State.ACCEPTED, due_on=date(2026, 12, 18), warn_on=date(2026, 12, 2))
    make_application(state=State.GRANTED, due_on=date(2026, 11, 17))
    make_application()
    assert read().standing == {"open": 3, "today": 1, "soon": 1, "late": 1}
    assert sum(values(read().by_state)) == 3


def test_weeks__received_and_ended__each_in_its_own():
    make_ended(days=7)
    sunday_night = datetime(2026, 11, 15, 15, 59, tzinfo=UTC)
    make_application(state=State.SUBMITTED, submitted_at=sunday_night)
    make_application(state=State.SUBMITTED, submitted_at=sunday_night + timedelta(minutes=1))
    make_application(state=State.SUBMITTED, submitted_at=AT - 100 * DAY)
    found = read()
    assert len(found.received) == len(found.ended) == WEEKS
    assert values(found.received)[-2:] == [2, 1]
    assert sum(values(found.received)) == 3
    assert values(found.ended)[-1] == 1
    assert found.received[-1].label == "11-16 起"


def test_usual__of_each_kind__the_middle_in_working_days():
    for days in (1, 7, 14):
        make_ended(days=days)
    make_ended(days=2, kind="permit")
    make_ended(days=200, ended_at=AT - 91 * DAY)
    found = {bar.label: bar.value for bar in read().usual}
    assert found == {"服务事项": 5, "许可事项": 2}


def test_usual__year_without_calendar__none_not_an_error(client):
    make_ended(accepted_at=datetime(2012, 1, 5, tzinfo=UTC))
    assert read().usual is None
    assert "节假日安排尚未设置" in signed_in(client, clerk()).get(PAGE).content.decode()


def test_reasons_and_ratings__of_the_last_weeks__are_counted():
    matter = make_ended()
    make_correction(matter, "product_name", "phone")
    old = make_ended()
    make_correction(old, "product_name", asked_at=AT - 100 * DAY)
    aspects = dict.fromkeys(("stars", "speed", "guide", "ease", "platform"), 2)
    Rating.objects.create(application=matter, rated_by=matter.applicant, at=AT, **aspects)
    assert [(bar.label, bar.value) for bar in read().reasons] == [("内容有误", 2)]
    assert values(read().ratings) == [0, 0, 0, 1, 0]


def test_kind__chosen__counts_only_its_own():
    make_application(state=State.SUBMITTED, kind="permit")
    make_application(state=State.SUBMITTED)
    assert read("permit").standing["open"] == 1
    assert sum(values(read("permit").received)) == 1


def test_page__with_the_right__shows_charts_with_their_numbers(client):
    make_ended()
    page = signed_in(client, clerk()).get(f"{PAGE}?kind=service").content.decode()
    assert "每周收件" in page
    assert page.count('class="bar-chart') == 5
    assert "<svg" in page


def test_page__unknown_kind__shows_all(client):
    assert signed_in(client, clerk()).get(f"{PAGE}?kind=%00x").status_code == 200


def test_page__without_the_right__is_refused(client):
    assert signed_in(client, staff_with()).get(PAGE).status_code == 403


def test_page__in_the_menu_of_reports__links_there(client):
    assert PAGE in signed_in(client, clerk()).get("/admin/reports/").content.decode() or (
        PAGE in signed_in(client, clerk()).get("/admin/").content.decode()
    )


def test_page__ten_times_the_matters__same_queries(client):
    browser = signed_in(client, clerk())
    owner = member_of(make_enterprise())

    def more(number):
        for n in range(number):
            make_correction(make_ended(acting=owner, days=n + 1), "product_name")

    more(1)
    browser.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        browser.get(PAGE)
    more(10)
    with CaptureQueriesContext(connection) as many:
        browser.get(PAGE)
    assert len(many) <= len(few)
    assert len(many) <= 30


def test_dashboard__by_role__says_what_is_due_and_links_there(client):
    make_application(state=State.SUBMITTED, due_on=date(2026, 11, 17), warn_on=date(2026, 11, 2))
    make_application(state=State.DECIDING, due_on=date(2026, 11, 17))
    page = signed_in(client, clerk()).get("/admin/").content.decode()
    assert "?queue=accept&amp;urgency=late" in page
    assert "queue=decide" not in page
    assert PAGE in page


def test_list__due_today_or_open__is_a_filter(client):
    browser = signed_in(client, clerk())
    late = make_application(state=State.SUBMITTED, due_on=date(2026, 11, 17))
    today = make_application(state=State.SUBMITTED, due_on=date(2026, 11, 18))
    make_application(state=State.GRANTED)
    for urgency, wanted in (("today", {today.pk}), ("open", {late.pk, today.pk})):
        answer = browser.get(f"/admin/matters/results/?urgency={urgency}")
        assert {matter.pk for matter in answer.context["object_list"]} == wanted
