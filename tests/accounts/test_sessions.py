"""Sessions as their person sees them, how long they live, and how they are ended elsewhere."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from foundation.accounts.enums import SessionEnd
from foundation.accounts.http.device import device_of, network_of
from foundation.accounts.models import SignedIn
from foundation.audit.models import AuditRecord
from foundation.core.clock import now
from tests.factories.accounts import make_staff, make_user

pytestmark = pytest.mark.django_db
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0"
)


def browser_of(user, agent=EDGE):
    browser = Client(headers={"User-Agent": agent})
    browser.force_login(user)
    return browser


def is_in(browser):
    return browser.get("/space/").status_code == 200


def test_list__two_browsers__shows_both_and_marks_this_one():
    user = make_user()
    here, _there = browser_of(user), browser_of(user)

    page = here.get("/space/sessions/").content.decode()
    assert page.count('name="session"') == 1
    assert page.count("本机") == 1


def test_end__one_other_session__is_out_at_its_next_request_and_recorded():
    user = make_user()
    here, there = browser_of(user), browser_of(user)
    other = SignedIn.objects.get(session_key=there.session.session_key)

    here.post("/space/sessions/end/", {"session": str(other.uuid)})

    assert is_in(here)
    assert not is_in(there)
    other.refresh_from_db()
    assert (other.end, other.session_key) == (SessionEnd.ELSEWHERE, "")
    assert AuditRecord.objects.filter(action="accounts.end_sessions").count() == 1


def test_end__all_others__keeps_only_this_one():
    user = make_user()
    here, *others = (browser_of(user) for _each in range(4))
    here.post("/space/sessions/end/")

    assert is_in(here)
    assert not any(is_in(other) for other in others)


@pytest.mark.parametrize("session", ["theirs", "nonsense"])
def test_end__session_of_somebody_else_or_none__ends_nothing(session):
    mine, theirs = browser_of(make_user()), browser_of(make_user())
    key = SignedIn.objects.get(session_key=theirs.session.session_key).uuid
    mine.post("/space/sessions/end/", {"session": str(key) if session == "theirs" else session})

    assert is_in(mine)
    assert is_in(theirs)


def test_sign_out__of_ones_own__is_noted():
    browser = browser_of(make_user())
    browser.post("/accounts/logout/")

    session = SignedIn.objects.get()
    assert (session.end, session.session_key) == (SessionEnd.LEFT, "")


def test_session__run_out__is_noted_and_no_longer_listed():
    user = make_user()
    old = browser_of(user)
    with time_machine.travel(now() + timedelta(minutes=31), tick=False):
        assert not is_in(old)
        here = browser_of(user)
        assert here.get("/space/sessions/").content.decode().count("登录时间") >= 1
        assert SignedIn.objects.get(end=SessionEnd.EXPIRED).session_key == ""
        assert SignedIn.objects.open().count() == 1


def test_left__asked_again_and_again__does_not_prolong():
    browser = browser_of(make_user())
    start = now()
    for minutes in (10, 20, 29):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            known = browser.get("/accounts/session/").json()
            assert abs(known["left"] - (30 - minutes) * 60) <= 2
    with time_machine.travel(start + timedelta(minutes=31), tick=False):
        assert browser.get("/accounts/session/").json()["who"] == ""


def test_stay__before_the_end__begins_the_idle_time_anew():
    browser = browser_of(make_user())
    start = now()
    with time_machine.travel(start + timedelta(minutes=29), tick=False):
        assert browser.post("/accounts/session/stay/").json()["left"] == 30 * 60
    with time_machine.travel(start + timedelta(minutes=45), tick=False):
        assert is_in(browser)


def test_stay__near_the_twelfth_hour__cannot_pass_it():
    browser = browser_of(make_user())
    start = now()
    for minutes in range(20, 12 * 60, 20):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            left = browser.post("/accounts/session/stay/").json()["left"]
    assert left <= 20 * 60


def test_stay__nobody_signed_in__leads_to_sign_in(client):
    assert client.post("/accounts/session/stay/").status_code == 302


def test_staff__are_listed_too():
    assert "工作人员" in browser_of(make_staff()).get("/space/sessions/").content.decode()


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (EDGE, "Edge，Windows 电脑"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari，iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/139 Mobile MicroMessenger/8", "微信，安卓手机"),
        ("curl/8", "未知设备"),
        ("", "未知设备"),
    ],
)
def test_device__by_its_header__in_words(agent, words):
    assert device_of(agent) == words


@pytest.mark.parametrize(
    ("address", "shown"),
    [("203.0.113.9", "203.0.*.*"), ("2001:db8::1", "2001:0db8:0000:*"), ("", ""), ("x", "")],
)
def test_network__address__back_half_is_hidden(address, shown):
    assert network_of(address) == shown
