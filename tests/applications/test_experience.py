"""What matters went through of late: usual days, and how often a service is applied for."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.core.cache import cache
from django.db import connection

from applications.enums import State
from applications.services.experience import demand_lately, experience_of, usual_days
from service_catalog.models import experience_of as told
from tests.factories.applications import make_application, make_enterprise, member_of
from tests.factories.content import make_service

AT = datetime(2026, 11, 25, 2, tzinfo=UTC)  # a Wednesday
_numbers = count()


@pytest.mark.parametrize(
    ("days", "usual"),
    [
        ([], None),
        ([7], 7),
        ([5, 8], 8),
        ([10, 11, 11, 12, 12, 12, 13, 14, 15, 90], 12),
        ([1, 10, 10, 10, 11, 11, 11, 12, 12, 13], 11),
        ([4] * 12, 4),
    ],
)
def test_usual_days__of_a_sample__is_its_median_without_outliers(days, usual):
    assert usual_days(days) == usual


@pytest.fixture
def service(db):
    return make_service(code="DP07", kind="permit", promised_days=15, legal_days=20)


@pytest.fixture
def ended(service):
    """Matters of the service that ended some calendar days ago, after taking so many weeks."""
    member = member_of(make_enterprise())

    def make(number, *, weeks=2, days_ago=7, state=State.GRANTED, **facts):
        end = AT - timedelta(days=days_ago)
        for _ in range(number):
            make_application(
                member, state=state, service=service, service_code=service.code,
                accepted_at=end - timedelta(weeks=weeks), ended_at=end, **facts,
            )  # fmt: skip

    return make


def test_experience__of_ten_matters__counts_working_days_as_sql_would(service, ended):
    ended(6, weeks=2)
    ended(4, weeks=3)

    experience = experience_of(service, AT)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM applications_application WHERE service_id = %s"
            " AND state IN ('granted', 'delivered') AND ended_at > %s",
            [service.pk, AT - timedelta(days=90)],
        )
        assert experience.ended == cursor.fetchone()[0] == 10
    assert experience.usual_days == 10


@pytest.mark.parametrize(
    "other",
    [
        {"days_ago": 91},
        {"state": State.REJECTED},
        {"state": State.WITHDRAWN},
    ],
)
def test_experience__of_others__leaves_them_out(service, ended, other):
    ended(3)
    ended(5, weeks=20, **other)

    assert experience_of(service, AT).ended == 3


def test_experience__of_nine__is_not_told_and_of_ten_is(service, ended):
    ended(9)
    assert told(service, AT) is None

    ended(1)
    cache.clear()  # drawn anew every hour
    assert told(service, AT).usual_days == 10


def test_guide__with_ten_matters__tells_three_times_apart(service, ended, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    ended(10)

    page = client.get("/services/permit/dp07/")

    shown = {row["label"]: row["value"] for row in page.context["times"]}
    assert shown == {"法定时限": 20, "承诺时限": 15, "通常用时": 10}
    assert "近 90 天办结的 10 件" in page.content.decode()


def test_guide__with_nine_matters__says_nothing_of_them(service, ended, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    ended(9)

    page = client.get("/services/permit/dp07/").content.decode()

    assert "通常用时<" not in page
    assert "最常见的问题" not in page


def test_demand__of_late__counts_what_was_sent(service):
    member = member_of(make_enterprise())
    recent = {"service": service, "submitted_at": AT - timedelta(days=3)}
    for state in (State.SUBMITTED, State.GRANTED):
        make_application(member, state=state, **recent)
    make_application(member, service=service)
    make_application(member, state=State.GRANTED, service=service,
                     submitted_at=AT - timedelta(days=100))  # fmt: skip

    assert demand_lately(AT) == {service.pk: 2}
