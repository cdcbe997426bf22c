"""A session that ran out here is renewed quietly where the platform still knows the person."""

import pytest

from foundation.accounts.models import SignedIn, SignInAttempt

pytestmark = pytest.mark.django_db


def run_out(person):
    """Let the idle time of the portal's session pass; the platform's clock stays as it is."""
    session = person.portal.session
    session["seen_at"] -= 31 * 60
    session.save()


def come_back(person, *, at_platform=None):
    """Open a page after the session ran out; return what the portal says in the end."""
    response = person.portal.get("/space/messages/?page=1")
    assert response.status_code == 302
    away = person.portal.get(response.headers["Location"])
    if not away.headers["Location"].startswith(person.sandbox.issuer):
        return away
    return person.back((at_platform or person.at_platform)(away.headers["Location"]))


def who(person):
    return person.portal.get("/accounts/session/").json()["who"]


def test_expired__platform_still_knows_the_person__comes_back_without_a_question(person):
    person.sign_in("tongkang")
    before = who(person)
    run_out(person)
    response = come_back(person)

    assert response.headers["Location"] == "/space/messages/?page=1"
    assert who(person) == before


def test_expired__platform_knows_nobody__asks_and_keeps_the_page(person):
    person.sign_in("tongkang")
    person.platform.cookies.clear()
    run_out(person)
    response = come_back(person)

    assert response.headers["Location"].endswith("next=%2Fspace%2Fmessages%2F%3Fpage%3D1")
    page = person.portal.get(response.headers["Location"]).content.decode()
    assert "登录已到期" in page
    assert "没有完成登录" not in page
    assert who(person) == ""


def test_expired__platform_knows_somebody_else__nobody_is_let_in_quietly(person):
    person.sign_in("tongkang")
    person.platform.cookies.clear()
    person.answer(person.at_platform(f"{person.sandbox.issuer}/login/"), "anheng")
    run_out(person)
    come_back(person)
    assert who(person) == ""
    assert SignedIn.objects.open().count() == 0


def test_expired__not_renewed__is_not_tried_a_second_time(person):
    person.sign_in("tongkang")
    person.platform.cookies.clear()
    run_out(person)
    come_back(person)
    tried = SignInAttempt.objects.exclude(renews=None).count()
    response = person.portal.get("/space/messages/")

    assert response.headers["Location"].startswith("/accounts/login/?")
    assert SignInAttempt.objects.exclude(renews=None).count() == tried == 1


def test_signed_out__on_purpose__is_not_renewed(person):
    person.sign_in("tongkang")
    person.portal.post("/accounts/logout/")

    assert person.portal.get("/space/").headers["Location"].startswith("/accounts/login/?")


def test_begin__quietly_without_a_session_that_ran_out__asks(person):
    response = person.portal.get("/accounts/login/legal/?quietly=1&next=/own/")

    assert response.headers["Location"] == "/accounts/login/?next=%2Fown%2F"
    assert not SignInAttempt.objects.exists()


def test_expired__platform_stopped__says_so_and_keeps_the_page(person, settings):
    person.sign_in("tongkang")
    run_out(person)
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    response = person.portal.get(come_back(person).headers["Location"])

    page = response.content.decode()
    assert "登录已到期" in page
    assert "next=%2Fspace%2Fmessages%2F%3Fpage%3D1" in page
