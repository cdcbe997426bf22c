"""When a periodic service is open, told on the guide and the list, and held at start and submission."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from applications import services as applications
from applications.errors import ServiceClosed
from applications.models import Application
from service_catalog.models import OpeningWindow, opening_of
from tests.factories.applications import make_enterprise, member_of
from tests.factories.content import form_stream, make_service
from tests.factories.eforms import make_field

YEARLY = {"rule": "yearly", "from_month": 1, "from_day": 1, "until_month": 3, "until_day": 31}
MONTHLY = {"rule": "monthly", "from_day": 1, "until_day": 5}
WINTER = {"rule": "yearly", "from_month": 12, "from_day": 1, "until_month": 1, "until_day": 31}
MONTH_END = {"rule": "monthly", "from_day": 28, "until_day": 31}
TURN = {"rule": "monthly", "from_day": 26, "until_day": 5}
ONCE = {"rule": "fixed", "from_date": date(2026, 6, 1), "until_date": date(2026, 6, 30)}


def opening(day, *rules):
    return opening_of([OpeningWindow(**rule) for rule in rules], date.fromisoformat(day))


@pytest.mark.parametrize(
    ("rule", "day", "closes", "opens_next"),
    [
        (YEARLY, "2026-01-01", "2026-03-31", "2027-01-01"),
        (YEARLY, "2026-03-31", "2026-03-31", "2027-01-01"),
        (YEARLY, "2026-04-01", None, "2027-01-01"),
        (YEARLY, "2026-12-31", None, "2027-01-01"),
        (MONTHLY, "2026-11-05", "2026-11-05", "2026-12-01"),
        (MONTHLY, "2026-12-06", None, "2027-01-01"),
        (WINTER, "2027-01-15", "2027-01-31", "2027-12-01"),
        (WINTER, "2026-12-15", "2027-01-31", "2027-12-01"),
        (WINTER, "2026-02-01", None, "2026-12-01"),
        (MONTH_END, "2026-02-28", "2026-02-28", "2026-03-28"),
        (MONTH_END, "2026-04-30", "2026-04-30", "2026-05-28"),
        (TURN, "2026-12-31", "2027-01-05", "2027-01-26"),
        (TURN, "2026-12-06", None, "2026-12-26"),
        (ONCE, "2026-06-30", "2026-06-30", None),
        (ONCE, "2026-05-31", None, "2026-06-01"),
        (ONCE, "2026-07-01", None, None),
    ],
)
def test_opening__on_a_day__names_its_end_and_the_next_beginning(rule, day, closes, opens_next):
    found = opening(day, rule)

    assert found.is_open is (closes is not None)
    assert str(found.span.closes if found.span else None) == str(closes)
    assert str(found.next_span.opens if found.next_span else None) == str(opens_next)


def test_opening__with_several_rules__is_open_in_each():
    half = {"rule": "yearly", "from_month": 7, "from_day": 1, "until_month": 7, "until_day": 31}

    assert opening("2026-02-01", YEARLY, half).is_open
    assert opening("2026-07-31", YEARLY, half).label == "今天截止"
    assert str(opening("2026-04-01", YEARLY, half).next_span.opens) == "2026-07-01"


def test_opening__without_rules__is_always():
    assert opening("2026-04-01") is None


@pytest.mark.parametrize(
    ("day", "label"),
    [("2026-01-05", "开放中"), ("2026-03-21", "还有 10 天截止"), ("2026-03-31", "今天截止"),
     ("2026-05-01", "未开放")],
)  # fmt: skip
def test_label__on_a_day__says_how_long(day, label):
    assert opening(day, YEARLY).label == label


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"rule": "yearly", "from_month": 1, "from_day": 1, "until_month": 3}, "until_day"),
        ({"rule": "monthly", "from_day": 1}, "until_day"),
        ({"rule": "fixed", "from_date": date(2026, 1, 1)}, "until_date"),
        ({**ONCE, "until_date": date(2026, 5, 1)}, "until_date"),
        ({**YEARLY, "until_month": 2, "until_day": 30}, "until_day"),
    ],
)
def test_clean__when_the_rule_lacks_something__names_the_field(rule, field):
    with pytest.raises(ValidationError) as refused:
        OpeningWindow(**rule).clean()

    assert field in refused.value.message_dict


@pytest.fixture
def report(db):
    """A report that is open from the first of January to the end of March."""
    service = make_service(
        kind="report", code="RP01", form=form_stream(make_field("text", "a", required=False)),
        publish=True,
    )  # fmt: skip
    service.windows.add(OpeningWindow(**YEARLY))
    service.save()
    return service


@pytest.fixture
def member(db):
    return member_of(make_enterprise())


@pytest.fixture
def time_at(monkeypatch):
    """The pages read this moment as the present."""

    def turn(moment):
        present = datetime.fromisoformat(moment)
        monkeypatch.setattr("django.utils.timezone.now", lambda: present)

    return turn


IN_MARCH = datetime(2026, 3, 31, 15, 59, tzinfo=UTC)  # 23:59 in Beijing
IN_APRIL = datetime(2026, 3, 31, 16, 1, tzinfo=UTC)


def test_start__in_the_last_minute__begins_and_a_minute_later_is_refused(report, member):
    begin = {"acting": member, "service": report}

    draft = applications.start(**begin, key=uuid4(), at=IN_MARCH)
    with pytest.raises(ServiceClosed, match="2027 年 1 月 1 日 至 2027 年 3 月 31 日"):
        applications.start(**begin, key=uuid4(), at=IN_APRIL)

    assert list(Application.objects.all()) == [draft]


def test_submit__outside_of_the_window__is_refused_and_the_draft_stays(report, member):
    draft = applications.start(acting=member, service=report, key=uuid4(), at=IN_MARCH)

    with pytest.raises(ServiceClosed, match="下一次开放"):
        applications.submit(acting=member, application=draft, at=IN_APRIL)

    draft.refresh_from_db()
    assert draft.is_draft
    assert applications.submit(acting=member, application=draft, at=IN_MARCH).check_code


def test_pages__while_closed__say_when_and_offer_no_application(report, client, time_at):
    time_at("2026-04-01T02:00:00Z")

    guide = client.get("/services/report/rp01/").content.decode()
    row = client.get("/services/report/").content.decode()

    assert "现在不在办理时间内" in guide
    assert "每年 1 月 1 日至 3 月 31 日" in guide
    assert "/apply/" not in guide + row
    assert "未开放" in row


def test_pages__while_open__say_until_when(report, client, time_at):
    time_at("2026-03-21T02:00:00Z")

    guide = client.get("/services/report/rp01/").content.decode()

    assert "还有 10 天截止" in guide
    assert 'href="/services/report/rp01/apply/"' in guide
    assert "还有 10 天截止" in client.get("/services/report/").content.decode()
