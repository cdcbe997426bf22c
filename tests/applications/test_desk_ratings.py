"""Calling back about bad ratings: who may, once, on record; the list of what waits."""

from pathlib import Path

import pytest
from django.urls import reverse

from applications.enums import State
from applications.errors import AlreadyFollowedUp, FollowUpIncomplete, FollowUpNotAllowed
from applications.models import Rating
from applications.services import follow_up, rate
from demonstration.loader.ratings import load_ratings
from foundation.audit.models import AuditRecord
from tests.factories.accounts import make_staff, make_user
from tests.factories.applications import (
    AT,
    clerk,
    make_application,
    make_enterprise,
    member_of,
    signed_in,
    staff_with,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/matters/ratings/"
CONTENT = Path(__file__).resolve().parents[2] / "demonstration" / "content"


def make_rating(stars=1, words="没人接电话"):
    owner = member_of(make_enterprise())
    matter = make_application(owner, state=State.GRANTED)
    aspects = dict.fromkeys(("speed", "guide", "ease", "platform"), 3)
    return rate(
        acting=owner, application=matter, stars={"stars": stars, **aspects}, words=words, at=AT
    )


@pytest.fixture(autouse=True)
def _day(time_machine):
    time_machine.move_to(AT)


@pytest.fixture
def caller():
    return staff_with("accept_application", "follow_up_rating")


def test_follow_up__bad_one__is_kept_and_on_record(caller):
    rating = make_rating()
    follow_up(acting=caller, rating=rating, outcome=" 已致歉 ", at=AT)
    rating.refresh_from_db()
    assert (rating.outcome, rating.followed_up_by, rating.followed_up_at) == (
        "已致歉",
        caller.user,
        AT,
    )
    assert AuditRecord.objects.filter(action="application.follow_up").count() == 1


def test_follow_up__twice__the_first_stands(caller):
    rating = make_rating()
    follow_up(acting=caller, rating=rating, outcome="先", at=AT)
    with pytest.raises(AlreadyFollowedUp):
        follow_up(acting=caller, rating=rating, outcome="后", at=AT)
    rating.refresh_from_db()
    assert rating.outcome == "先"
    assert AuditRecord.objects.filter(action="application.follow_up").count() == 1


def test_follow_up__good_one__is_refused(caller):
    with pytest.raises(AlreadyFollowedUp):
        follow_up(acting=caller, rating=make_rating(5), outcome="好", at=AT)


@pytest.mark.parametrize("text", ["", "  ", "字" * 501])
def test_follow_up__without_fitting_words__is_refused(caller, text):
    with pytest.raises(FollowUpIncomplete):
        follow_up(acting=caller, rating=make_rating(), outcome=text, at=AT)


def test_follow_up__without_the_right__is_refused():
    with pytest.raises(FollowUpNotAllowed):
        follow_up(acting=clerk(), rating=make_rating(), outcome="好", at=AT)


def test_list__what_waits__with_its_day_in_words(client, caller):
    make_rating(words="没人接电话")
    make_rating(5, words="很好")
    page = signed_in(client, caller).get(LIST).content.decode()
    assert "没人接电话" in page
    assert "2026-12-09" in page
    assert "还剩 15 个工作日" in page
    assert "很好" not in page


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-12-07", 'data-urgency="soon"'), ("2026-12-09", "今天到期"), ("2026-12-10", "已超过")],
)
def test_list__near_the_day__says_so(client, caller, time_machine, day, words):
    make_rating()
    time_machine.move_to(f"{day} 10:00:00+08:00")
    assert words in signed_in(client, caller).get(LIST).content.decode()


def test_page__outcome_kept__moves_to_the_done_ones(client, caller):
    rating = make_rating()
    browser = signed_in(client, caller)
    browser.post(reverse("matters:follow_up", args=[rating.pk]), {"outcome": "已电话致歉"})
    assert "没有待回访" in browser.get(LIST).content.decode()
    assert "已电话致歉" in browser.get(f"{LIST}?show=done").content.decode()


def test_page__amiss__is_told_and_what_was_typed_stays(client, caller):
    rating = make_rating()
    answer = signed_in(client, caller).post(
        reverse("matters:follow_up", args=[rating.pk]), {"outcome": "字" * 501}
    )
    assert answer.status_code == 422
    assert "最多 500 个字" in answer.content.decode()
    assert "字" * 501 in answer.content.decode()


def test_page__a_colleague_was_faster__told_and_the_words_stay(client, caller):
    rating = make_rating()
    follow_up(acting=caller, rating=rating, outcome="先", at=AT)
    answer = signed_in(client, caller).post(
        reverse("matters:follow_up", args=[rating.pk]), {"outcome": "我也打过电话"}
    )
    assert answer.status_code == 409
    assert "我也打过电话" in answer.content.decode()


def test_demonstration__loaded_twice__good_and_bad_ones_once():
    owner = member_of(make_enterprise())
    make_user(username="demo:tongkang")
    make_staff(username="clerk", is_superuser=True)
    for _n in range(8):
        make_application(owner, state=State.GRANTED, ended_at=AT)
    assert load_ratings(CONTENT) == 8
    assert load_ratings(CONTENT) == 0
    assert Rating.objects.waiting().count() == 2
    assert Rating.objects.called_back().count() == 1
