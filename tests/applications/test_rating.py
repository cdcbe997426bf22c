"""好差评: once, after the end, by the applicant; a bad one gets a day for the call back."""

from datetime import UTC, date, datetime

import pytest

from applications.enums import State
from applications.errors import AlreadyRated, RatingIncomplete, RatingNotOpen
from applications.services import rate
from enterprises.enums import Role
from tests.factories.applications import (
    AT,
    clerk,
    make_application,
    make_enterprise,
    member_of,
)

pytestmark = pytest.mark.django_db
GOOD = {"stars": 5, "speed": 5, "guide": 4, "ease": 5, "platform": 3}


@pytest.fixture
def owner():
    return member_of(make_enterprise())


@pytest.fixture
def ended(owner):
    return make_application(owner, state=State.GRANTED)


def test_rate__good__no_call_back(owner, ended):
    rating = rate(acting=owner, application=ended, stars=GOOD, words=" 很快 ", at=AT)
    assert (rating.stars, rating.platform, rating.words) == (5, 3, "很快")
    assert rating.follow_up_by is None


@pytest.mark.parametrize("stars", [1, 2])
def test_rate__bad__called_back_within_fifteen_working_days(owner, ended, stars):
    rating = rate(acting=owner, application=ended, stars={**GOOD, "stars": stars}, at=AT)
    assert rating.follow_up_by == date(2026, 12, 9)


def test_rate__next_year_without_table__the_earlier_day_counts(owner, ended):
    late = datetime(2039, 12, 28, 2, tzinfo=UTC)
    rating = rate(acting=owner, application=ended, stars={**GOOD, "stars": 1}, at=late)
    assert rating.follow_up_by == date(2039, 12, 31)


def test_rate__twice__the_first_stands(owner, ended):
    rate(acting=owner, application=ended, stars=GOOD, at=AT)
    with pytest.raises(AlreadyRated):
        rate(acting=owner, application=ended, stars={**GOOD, "stars": 1}, at=AT)
    ended.refresh_from_db()
    assert ended.rating.stars == 5


@pytest.mark.parametrize("levels", [{"stars": 0}, {"speed": 6}, {"guide": -1}])
def test_rate__not_one_of_five__told(owner, ended, levels):
    with pytest.raises(RatingIncomplete):
        rate(acting=owner, application=ended, stars={**GOOD, **levels}, at=AT)


def test_rate__before_the_end__refused(owner):
    with pytest.raises(RatingNotOpen):
        rate(acting=owner, application=make_application(owner, state=State.ACCEPTED),
             stars=GOOD, at=AT)  # fmt: skip


def test_rate__by_others__refused(owner, ended):
    for other in (clerk(), member_of(ended.enterprise, Role.READER), member_of(make_enterprise())):
        with pytest.raises(RatingNotOpen):
            rate(acting=other, application=ended, stars=GOOD, at=AT)
