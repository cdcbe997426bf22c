"""What was typed when the session was over comes back to its person, and to nobody else."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from foundation.accounts.models import KeptEntry, SignedIn
from foundation.accounts.services import sweep_entries
from foundation.core.clock import now
from tests.factories.accounts import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]
WORD = "Portal-demo-2026"
HERE = {"Referer": "http://testserver/apply/?step=2", "Origin": "http://testserver"}


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True)


def person():
    return make_staff(password=WORD)


def enter(visitor, user):
    """Sign in through a form, so that the forms of the session before become void."""
    data = {"username": user.username, "password": WORD}
    page = visitor.get("/admin/login/").content.decode()
    data["csrfmiddlewaretoken"] = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert visitor.post("/admin/login/", data).status_code == 302
    return token_of(visitor)


def token_of(visitor):
    page = visitor.get("/accounts/logout/").content.decode()
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]


def send(visitor, token, *, later=None, **typed):
    data = {"csrfmiddlewaretoken": token, **typed}
    with time_machine.travel(now() + (later or timedelta()), tick=False):
        return visitor.post("/own/", data, headers=HERE)


def expired(visitor, user, **typed):
    return send(visitor, enter(visitor, user), later=timedelta(minutes=16), **typed)


def resume_of(response):
    """The page of resuming that the sign-in page leads back to."""
    return unescape(response.headers["Location"]).split("next=")[1].replace("%2F", "/")


def test_form__sent_after_the_session_ended__is_typed_again_for_nobody(visitor):
    user = person()
    response = expired(visitor, user, note="很长的说明", password="x" * 20, version="7")

    assert response.status_code == 302
    entry = KeptEntry.objects.get(user=user)
    assert resume_of(response) == f"/accounts/resume/{entry.uuid}/"
    enter(visitor, user)
    page = visitor.get(resume_of(response)).content.decode()
    assert 'action="/own/"' in page
    assert '<input type="hidden" name="note" value="很长的说明">' in page
    assert '<input type="hidden" name="version" value="7">' in page
    assert "<li>很长的说明</li>" in page
    assert "x" * 20 not in page


def test_kept__in_the_database__is_not_readable(visitor, django_assert_num_queries):
    expired(visitor, person(), note="很长的说明")

    assert KeptEntry.objects.extra(select={"raw": "fields"}).values_list("raw").get()[0][:2] == "v1"


def test_kept__for_another_person__is_not_shown(visitor):
    response = expired(visitor, person(), note="只给本人")
    enter(visitor, person())

    page = visitor.get(resume_of(response))
    assert page.headers["Location"] == "/space/"
    assert KeptEntry.objects.count() == 1


def test_kept__person_comes_back_later_than_an_hour__is_gone(visitor):
    response = expired(visitor, (user := person()), note="过时")
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        enter(visitor, user)
        assert visitor.get(resume_of(response)).headers["Location"] == "/space/"
        assert sweep_entries(at=now()) == 1


def test_kept__not_wanted__is_forgotten_and_leads_back(visitor):
    response = expired(visitor, (user := person()), note="算了")
    token = enter(visitor, user)
    answer = visitor.post(resume_of(response), {"csrfmiddlewaretoken": token})

    assert answer.headers["Location"] == "/apply/?step=2"
    assert not KeptEntry.objects.exists()


def test_kept__with_a_file__says_which_to_choose_again(visitor):
    user = person()
    upload = SimpleUploadedFile("研究摘要.pdf", b"%PDF-1.7", content_type="application/pdf")
    response = expired(visitor, user, note="有附件", report=upload)
    enter(visitor, user)

    page = visitor.get(resume_of(response)).content.decode()
    assert "研究摘要.pdf" in page
    assert 'name="file:report"' not in page


def test_form__of_the_session_before__same_person_signed_in_anew__goes_on(visitor):
    user = person()
    old = enter(visitor, user)
    enter(visitor, user)  # the same person in another tab: the old form's token is void
    response = send(visitor, old, note="另一个标签页")

    assert response.headers["Location"] == f"/accounts/resume/{KeptEntry.objects.get().uuid}/"
    assert "另一个标签页" in visitor.get(response.headers["Location"]).content.decode()


def test_form__of_another_persons_session__is_refused_and_shown_to_nobody_else(visitor):
    first = person()
    old = enter(visitor, first)
    enter(visitor, person())
    response = send(visitor, old, note="前一位写的")

    assert response.status_code == 403
    assert "前一位写的" not in response.content.decode()
    assert KeptEntry.objects.get().user == first


def test_form__from_another_site__is_refused_and_not_kept(visitor):
    token = enter(visitor, person())
    answer = visitor.post(
        "/own/",
        {"csrfmiddlewaretoken": token[::-1], "note": "x"},
        headers={"Origin": "http://evil.example"},
    )

    assert answer.status_code == 403
    assert not KeptEntry.objects.exists()


def test_form__of_no_known_session__is_not_kept(visitor):
    enter(visitor, person())
    SignedIn.objects.update(form_digest="")
    token = token_of(visitor)
    visitor.logout()
    response = send(visitor, token, note="x")

    assert not KeptEntry.objects.exists()
    assert response.status_code in (302, 403)


def test_part__sent_after_the_session_ended__keeps_its_page(visitor):
    token = enter(visitor, person())
    with time_machine.travel(now() + timedelta(minutes=16), tick=False):
        answer = visitor.post(
            "/own/", {"note": "x"}, headers={**HERE, "HX-Request": "true", "X-CSRFToken": token}
        )

    assert answer.status_code == 401
    assert "HX-Redirect" not in answer.headers


@pytest.mark.parametrize(
    ("end", "way"), [("expired", "/accounts/login/legal/?"), ("left", "/accounts/login/?")]
)
def test_form__beside_a_script_that_met_the_end_first__is_renewed_unless_a_person_left(
    visitor, end, way
):
    token = enter(visitor, person())
    SignedIn.objects.update(end=end, login_kind="legal")
    visitor.cookies.pop("portal_session")
    response = send(visitor, token, note="写到一半")

    assert response.headers["Location"].startswith(way)
    assert KeptEntry.objects.exists()
