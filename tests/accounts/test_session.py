"""How long a session lasts, and how one comes back after it ended."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from foundation.accounts.acting import Seat
from foundation.accounts.enums import LoginKind
from foundation.accounts.models import PasswordTry
from foundation.audit.models import AuditRecord
from foundation.core.clock import now
from tests.factories.accounts import make_identity, make_staff, make_user, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]


def after(client, **later):
    with time_machine.travel(now() + timedelta(**later), tick=False):
        return client.get("/own/")


def test_session__idle_under_half_an_hour__goes_on(client):
    sign_in(client, make_user())

    assert after(client, minutes=29).status_code == 200


def test_session__idle_over_half_an_hour__leads_to_sign_in_and_back(client):
    sign_in(client, make_user())
    response = after(client, minutes=31)

    assert response.status_code == 302
    response = client.get(response.headers["Location"])  # quietly; here no platform runs
    assert response.headers["Location"] == "/accounts/login/?next=%2Fown%2F"
    assert "登录已到期" in client.get(response.headers["Location"]).content.decode()


def test_session__staff_idle_over_a_quarter__ends(client):
    client.force_login(make_staff())

    assert after(client, minutes=16).status_code == 302


def test_session__used_all_day__ends_after_twelve_hours(client):
    sign_in(client, make_user())
    start = now()
    for minutes in range(20, 12 * 60, 20):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert client.get("/own/").status_code == 200

    assert after(client, hours=12, minutes=1).status_code == 302


def test_part__after_the_session_ended__sends_htmx_to_sign_in_and_back(client):
    response = client.get(
        "/own/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/services/?q=x"},
    )

    assert response.status_code == 204
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=%2Fservices%2F%3Fq%3Dx"


def test_part__current_url_of_another_host__is_not_followed(client):
    response = client.get(
        "/own/", headers={"HX-Request": "true", "HX-Current-URL": "http://evil.example/own/"}
    )

    assert response.headers["HX-Redirect"] == "/accounts/login/?next=%2Fspace%2F"


def test_form__posted_without_session__comes_back_to_its_page_not_its_target(client):
    response = client.post("/own/", headers={"Referer": "http://testserver/apply/?step=2"})

    assert response.headers["Location"] == "/accounts/login/?next=%2Fapply%2F%3Fstep%3D2"


def test_closed_account__with_a_running_session__is_nobody_at_once(client):
    user = make_user()
    sign_in(client, user)
    user.is_active = False
    user.save()

    assert client.get("/own/").status_code == 302


@pytest.fixture
def seats(monkeypatch):
    held = [Seat(7, "示例一厂", frozenset({"read"})), Seat(8, "示例二厂", frozenset({"manage"}))]
    monkeypatch.setattr("foundation.accounts.acting._seat_finders", [lambda _: list(held)])
    return held


def test_switch__to_own_seat__acts_for_it(client, seats):
    sign_in(client, make_user(), login_kind=LoginKind.LEGAL, enterprise_id=7)
    response = client.post("/accounts/switch/", {"enterprise": "8", "next": "/own/"})

    assert response.headers["Location"] == "/own/"
    assert client.get("/own/").wsgi_request.acting.enterprise_name == "示例二厂"
    assert AuditRecord.objects.filter(action="accounts.switch").count() == 1


def test_switch__to_foreign_seat__is_refused_and_changes_nothing(client, seats):
    sign_in(client, make_user(), login_kind=LoginKind.LEGAL, enterprise_id=7)
    response = client.post("/accounts/switch/", {"enterprise": "9"})

    assert response.status_code == 403
    assert client.get("/own/").wsgi_request.acting.enterprise_id == 7


def test_switch__to_oneself_from_natural__needs_no_new_sign_in(client, seats):
    sign_in(client, make_user(), login_kind=LoginKind.NATURAL)
    client.post("/accounts/switch/", {"enterprise": "7"})
    client.post("/accounts/switch/", {"enterprise": ""})

    assert client.get("/own/").wsgi_request.acting.is_natural


def test_switch__seat_ended_meanwhile__rights_are_gone_on_the_next_request(client, seats):
    sign_in(client, make_user(), login_kind=LoginKind.LEGAL, enterprise_id=7)
    seats.clear()
    acting = client.get("/own/").wsgi_request.acting

    assert not acting.is_legal
    assert not acting.may("read")


def test_switch__by_get__changes_nothing(client):
    sign_in(client, make_user())

    assert client.get("/accounts/switch/").status_code == 405


def test_agent__without_number__sees_what_is_missing_and_the_way_back(client, settings):
    identity = make_identity(login_kind=LoginKind.LEGAL, id_number="", agent_complete=False)
    sign_in(client, identity.user, login_kind=LoginKind.LEGAL)
    response = client.get("/apply/?step=1")
    page = response.content.decode()

    assert response.status_code == 403
    assert "经办人身份证号" in page
    assert settings.OIDC_ACCOUNT_URL in page
    assert "/accounts/login/legal/?next=%2Fapply%2F%3Fstep%3D1" in page
    assert client.get("/own/").status_code == 200


def test_agent__complete__goes_on(client):
    identity = make_identity(login_kind=LoginKind.LEGAL)
    sign_in(client, identity.user, login_kind=LoginKind.LEGAL)

    assert client.get("/apply/").status_code == 200


def test_natural_person__has_no_agent__goes_on(client):
    sign_in(client, make_identity().user)

    assert client.get("/apply/").status_code == 200


def test_choice__signed_in_with_two_seats__offers_the_other_one(client, seats):
    sign_in(client, make_user(), login_kind=LoginKind.LEGAL, enterprise_id=7)
    page = client.get("/accounts/login/").content.decode()

    assert '<button class="button" data-kind="secondary" name="enterprise" value="8">' in page
    assert 'name="enterprise" value="7"' not in page


def test_session__run_out__is_recorded_as_such(client):
    sign_in(client, make_user())
    after(client, minutes=31)

    assert AuditRecord.objects.filter(action="accounts.session_expired").count() == 1


def test_sign_out__of_staff__ends_the_session_and_leaves_a_row(client):
    client.force_login(make_staff())
    response = client.post("/accounts/logout/")

    assert response.headers["Location"] == "/"
    assert AuditRecord.objects.filter(action="accounts.sign_out").count() == 1
    assert client.get("/own/").status_code == 302


def test_sweep__old_tries_and_sign_ins__are_forgotten(db):
    PasswordTry.objects.create(scope="account", key="x", at=now() - timedelta(hours=1))
    PasswordTry.objects.create(scope="account", key="x", at=now())
    call_command("sweep_sign_ins", verbosity=0)

    assert PasswordTry.objects.count() == 1
