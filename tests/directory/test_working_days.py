from datetime import date, timedelta

import chinese_calendar
import pytest

from foundation.directory.errors import CalendarMissing
from foundation.directory.models import CalendarDay, CalendarYear
from foundation.directory.working_days import (
    add_working_days,
    is_confirmed,
    is_working_day,
    working_days_between,
)
from tests.factories.directory import make_day, make_year

pytestmark = pytest.mark.django_db


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "worked"),
    [
        ("2024-02-04", True),  # Sunday worked before Spring Festival
        ("2024-02-09", True),  # New Year's eve was a working day in 2024
        ("2024-02-10", False),
        ("2024-02-17", False),
        ("2024-02-18", True),
        ("2024-09-14", True),
        ("2024-09-29", True),
        ("2024-10-12", True),
        ("2024-12-31", True),
        ("2025-01-01", False),
        ("2025-01-26", True),
        ("2025-01-28", False),
        ("2025-02-04", False),
        ("2025-02-05", True),
        ("2025-02-08", True),
        ("2025-04-07", True),
        ("2025-04-27", True),
        ("2025-05-05", False),
        ("2025-06-02", False),
        ("2025-09-28", True),
        ("2025-10-08", False),
        ("2025-10-09", True),
        ("2025-10-11", True),
        ("2025-10-12", False),
        ("2026-01-02", False),
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-15", False),
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-02-28", True),
        ("2026-03-01", False),
        ("2026-05-09", True),
        ("2026-06-19", False),
        ("2026-09-20", True),
        ("2026-09-25", False),
        ("2026-10-07", False),
        ("2026-10-08", True),
        ("2026-10-10", True),
        ("2026-10-11", False),
        ("2027-01-01", False),
        ("2027-02-05", False),
        ("2027-02-08", False),
        ("2027-02-09", True),
        ("2027-04-05", False),
        ("2027-06-09", False),
        ("2027-09-15", False),
        ("2027-10-01", False),
        ("2027-10-04", True),
    ],
)
def test_is_working_day__dated__as_the_notice_says(text, worked):
    assert is_working_day(day(text)) is worked


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-03-02", 0, "2026-03-02"),
        ("2026-03-02", 1, "2026-03-03"),
        ("2026-03-06", 1, "2026-03-09"),
        ("2026-02-13", 1, "2026-02-14"),  # the make-up Saturday counts
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 6, "2026-02-28"),
        ("2026-02-13", 20, "2026-03-19"),
        ("2025-01-27", 4, "2025-02-08"),
        ("2025-01-27", 5, "2025-02-10"),
        ("2025-09-26", 4, "2025-10-09"),
        ("2025-09-30", 3, "2025-10-11"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-09-24", 5, "2026-10-09"),
        ("2025-12-31", 1, "2026-01-04"),
        ("2024-12-31", 1, "2025-01-02"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2026-12-25", 20, "2027-01-25"),
        ("2026-10-01", 1, "2026-10-08"),  # received on a holiday
        ("2026-02-24", -1, "2026-02-14"),
    ],
)
def test_add_working_days__dated__last_day_of_the_period(start, days, end):
    assert add_working_days(day(start), days) == day(end)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-03-02", "2026-03-02", 0),
        ("2026-03-06", "2026-03-08", 0),
        ("2026-03-06", "2026-03-09", 1),
        ("2026-02-13", "2026-02-28", 6),
        ("2026-09-30", "2026-10-10", 3),
        ("2025-12-31", "2026-01-05", 2),
        ("2026-10-10", "2026-09-30", -3),
    ],
)
def test_working_days_between__dated__counts_after_the_first_day(start, end, days):
    assert working_days_between(day(start), day(end)) == days


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_table__whole_year__equals_the_published_calendar(year):
    first = date(year, 1, 1)
    for n in range((date(year + 1, 1, 1) - first).days):
        current = first + timedelta(days=n)
        assert is_working_day(current) == chinese_calendar.is_workday(current), current


def test_add_working_days__year_without_table__error_not_a_guess():
    with pytest.raises(CalendarMissing, match="2028"):
        add_working_days(day("2027-12-20"), 20)


def test_is_working_day__year_without_table__error_even_on_a_sunday():
    with pytest.raises(CalendarMissing):
        is_working_day(day("2023-12-31"))


def test_is_confirmed__2026_and_2027__only_what_was_checked():
    assert is_confirmed(day("2026-10-01"))
    assert not is_confirmed(day("2027-10-01"))
    assert "待国务院通知确认" in CalendarDay.objects.get(day="2027-02-05").note


def test_edit__after_use__seen_at_once():
    assert is_working_day(day("2026-03-02"))
    added = make_day(day("2026-03-02"))
    assert not is_working_day(day("2026-03-02"))
    added.delete()
    assert is_working_day(day("2026-03-02"))
    make_year(2028)
    assert is_working_day(day("2028-03-01"))
    CalendarYear.objects.get(year=2028).delete()
    with pytest.raises(CalendarMissing):
        is_working_day(day("2028-03-01"))


def test_add_working_days__used_again__no_further_query(django_assert_num_queries):
    add_working_days(day("2026-03-02"), 20)
    with django_assert_num_queries(0):
        add_working_days(day("2026-03-02"), 120)
