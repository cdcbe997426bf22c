"""Hours of a place: in words, and whether it is open now."""

from datetime import datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from service_catalog.models import OpenPeriod, Place, ServicePlace
from tests.factories.content import make_service

pytestmark = pytest.mark.django_db
MORNING, NOON, AFTERNOON, EVENING = time(9), time(12), time(13, 30), time(17)


@pytest.fixture
def office():
    place = Place(key="centre", title="示例政务服务中心", address="示例路 1 号")
    for weekday in range(5):
        place.periods.add(OpenPeriod(weekday=weekday, opens=MORNING, closes=NOON))
        place.periods.add(OpenPeriod(weekday=weekday, opens=AFTERNOON, closes=EVENING))
    place.periods.add(OpenPeriod(weekday=5, opens=MORNING, closes=time(13)))
    place.save()
    return place


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-25 09:00", True),  # Wednesday
        ("2026-11-25 12:00", False),
        ("2026-11-25 13:30", True),
        ("2026-11-25 17:00", False),
        ("2026-11-28 12:59", True),  # Saturday
        ("2026-11-28 13:00", False),
        ("2026-11-29 10:00", False),  # Sunday
        ("2026-10-01 10:00", False),  # holiday on a Thursday
        ("2026-10-03 10:00", False),  # a Saturday within the holiday
        ("2026-10-10 16:00", True),  # a Saturday worked instead: a day as Monday
        ("2026-09-20 10:00", True),  # a Sunday worked instead
        ("2031-01-08 10:00", None),  # a year without a calendar
    ],
)
def test_open__at_a_moment__follows_weekday_and_calendar(office, moment, is_open):
    at = timezone.make_aware(datetime.fromisoformat(moment))

    assert office.is_open(at) is is_open


def test_hours__in_words__join_days_that_are_alike(office):
    assert office.hours_lines == ["周一至周五 09:00–12:00、13:30–17:00", "周六 09:00–13:00"]


def test_hours__that_touch__are_one_span():
    place = Place(key="a", title="甲")
    for opens, closes in ((time(8, 30), MORNING), (MORNING, NOON)):
        place.periods.add(OpenPeriod(weekday=2, opens=opens, closes=closes))

    assert place.hours_lines == ["周三 08:30–12:00"]


def test_hours__with_a_gap_between_days__are_two_lines():
    place = Place(key="a", title="甲")
    for weekday in (0, 2):
        place.periods.add(OpenPeriod(weekday=weekday, opens=MORNING, closes=NOON))

    assert place.hours_lines == ["周一 09:00–12:00", "周三 09:00–12:00"]


def test_hours__without_periods__are_the_remark_and_nobody_knows(db):
    place = Place(key="a", title="甲", hours="按预约的时间")

    assert place.hours_lines == ["按预约的时间"]
    assert place.is_open(timezone.now()) is None  # noqa: TID251 (any moment)


def test_period__that_ends_before_it_begins__is_refused():
    with pytest.raises(ValidationError, match="晚于"):
        OpenPeriod(weekday=0, opens=NOON, closes=NOON).clean()


def test_guide__with_a_place__tells_hours_and_whether_it_is_open(client, office):
    service = make_service(code="DP01")
    service.place_links.add(ServicePlace(place=office))
    service.save()

    page = client.get("/services/service/dp01/").content.decode()

    assert "周一至周五 09:00–12:00、13:30–17:00" in page
    assert ("现在开放" in page) is not ("现在已关闭" in page)
