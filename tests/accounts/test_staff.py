"""Staff: the password and a second factor, on every path, and once more before a high step."""

import base64
import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.management import CommandError, call_command
from django.db import connection

from foundation.accounts.errors import TooManyTries, WrongFactor
from foundation.accounts.http import staff
from foundation.accounts.models import SignedIn
from foundation.accounts.services import factors
from foundation.audit.models import AuditRecord
from foundation.core.clock import now
from tests.factories.accounts import make_staff, make_user, sign_in

PASSWORD = "a-long-password-2026"
LOGIN, FACTOR, ENROL = "/admin/login/", "/admin/login/factor/", "/admin/login/enrol/"

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]


@pytest.fixture(autouse=True)
def _strict(settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def clerk():
    return make_staff(username="clerk", password=PASSWORD, is_superuser=True)


def give_app(user):
    secret = factors.new_secret()
    codes = factors.enrol_app(user=user, secret=secret, code=code_of(secret, -1), at=now())
    return secret, codes


def code_of(secret, shift=0):
    counter = int(time.time()) // 30 + shift
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def enter_password(client, wanted="/own/"):
    return client.post(LOGIN, {"username": "clerk", "password": PASSWORD, "next": wanted})


def is_in(client):
    return "_auth_user_id" in client.session


# --- the first time


def test_password__of_somebody_without_factor__leads_to_setting_one_up(client, clerk):
    answer = enter_password(client)

    assert answer.headers["Location"] == ENROL
    assert not is_in(client)
    page = client.get(ENROL).content.decode()
    assert "data:image/svg+xml;base64," in page
    assert client.session[staff.SECRET][:4] in page


def test_first_code__right__signs_in_and_shows_recovery_codes_once(client, clerk):
    enter_password(client)
    client.get(ENROL)
    answer = client.post(ENROL, {"code": code_of(client.session[staff.SECRET])})

    codes = answer.context["codes"]
    assert len(set(codes)) == 10
    assert all(code in answer.content.decode() for code in codes)
    assert is_in(client)
    assert 'href="/own/"' in answer.content.decode()
    assert staff.SECRET not in client.session


def test_first_code__wrong__says_so_and_keeps_the_picture(client, clerk):
    enter_password(client)
    client.get(ENROL)
    secret = client.session[staff.SECRET]
    answer = client.post(ENROL, {"code": "000000"})

    assert answer.status_code == 422
    assert "验证码不正确" in answer.content.decode()
    assert client.session[staff.SECRET] == secret
    assert not is_in(client)


def test_setting_up__of_somebody_who_has_a_factor__is_no_way_around_it(client, clerk):
    give_app(clerk)
    enter_password(client)

    for answer in (client.get(ENROL), client.post(ENROL, {"code": "123456"})):
        assert answer.headers["Location"] == FACTOR
    assert not is_in(client)


def test_secret__stored__cannot_be_read(clerk):
    secret, codes = give_app(clerk)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in stored
    assert not any(code in stored for code in codes)
    sealed = Authenticator.objects.get(type="totp").data["secret"]
    assert get_adapter().decrypt(sealed) == secret


# --- every other time


def test_code__right__ends_on_the_wanted_page_in_a_new_session(client, clerk):
    secret, _codes = give_app(clerk)
    enter_password(client)
    before = client.session.session_key
    answer = client.post(FACTOR, {"code": f" {code_of(secret)[:3]} {code_of(secret)[3:]}"})

    assert answer.headers["Location"] == "/own/"
    assert client.session.session_key != before
    assert client.get("/own/").status_code == 200
    assert SignedIn.objects.open().filter(user=clerk).count() == 1


def test_recovery_code__any__works_once(client, clerk):
    _secret, codes = give_app(clerk)
    enter_password(client)
    assert client.post(FACTOR, {"code": codes[3]}).status_code == 302
    assert factors.recovery_left(clerk) == 9

    client.logout()
    enter_password(client)
    assert client.post(FACTOR, {"code": codes[3]}).status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize("shift", [0, -1])
def test_code__used__is_void_and_so_are_older_ones(client, clerk, shift):
    secret = factors.new_secret()
    factors.enrol_app(user=clerk, secret=secret, code=code_of(secret), at=now())

    with pytest.raises(WrongFactor):
        factors.prove_by_code(user=clerk, code=code_of(secret, shift), address="", at=now())


def test_code__two_steps_old__is_wrong(clerk):
    secret = factors.new_secret()
    with pytest.raises(WrongFactor):
        factors.enrol_app(user=clerk, secret=secret, code=code_of(secret, -2), at=now())


@pytest.mark.parametrize(
    "code", ["", "00000", "１２３４５６", "abcdef", "0" * 5000, "\ud83d\ude00"]
)
def test_code__nonsense__is_refused_with_a_sentence(client, clerk, code):
    give_app(clerk)
    enter_password(client)
    answer = client.post(FACTOR, {"code": code.encode("utf-16", "surrogatepass").decode("utf-16")})

    assert answer.status_code == 422
    assert "验证码不正确" in answer.content.decode()


def test_codes__guessed__are_held_back_before_the_sixth(client, clerk):
    secret, _codes = give_app(clerk)
    enter_password(client)
    for _ in range(5):
        client.post(FACTOR, {"code": "000000"})
    answer = client.post(FACTOR, {"code": code_of(secret)})

    assert answer.status_code == 429
    assert "尝试次数过多" in answer.content.decode()
    assert not is_in(client)
    with pytest.raises(TooManyTries):
        factors.prove_by_code(user=clerk, code=code_of(secret), address="", at=now())


def test_wrong_code__leaves_a_row_without_the_code(client, clerk):
    give_app(clerk)
    enter_password(client)
    client.post(FACTOR, {"code": "918273"})

    row = AuditRecord.objects.get(allowed=False)
    assert row.action == "accounts.second_factor"
    assert "918273" not in str(row.__dict__)


# --- in between


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/account/", "/own/"])
def test_half_way__every_page__asks_to_sign_in(client, clerk, path):
    give_app(clerk)
    enter_password(client)

    assert client.get(path).status_code == 302
    assert not is_in(client)


@pytest.mark.parametrize("page", [FACTOR, ENROL])
def test_second_half__without_the_first__begins_anew(client, page):
    for answer in (client.get(page), client.post(page, {"code": "123456"})):
        assert answer.headers["Location"] == LOGIN


def test_half_way__ten_minutes_later__begins_anew(client, clerk):
    secret, _codes = give_app(clerk)
    enter_password(client)
    session = client.session
    session[staff.PENDING] = {**session[staff.PENDING], "at": time.time() - 601}
    session.save()

    assert client.post(FACTOR, {"code": code_of(secret)}).headers["Location"] == LOGIN


@pytest.mark.parametrize("change", ["password", "disabled"])
def test_half_way__account_changed__begins_anew(client, clerk, change):
    secret, _codes = give_app(clerk)
    enter_password(client)
    if change == "password":
        clerk.set_password("another-long-password-2026")
    else:
        clerk.is_active = False
    clerk.save()

    assert client.post(FACTOR, {"code": code_of(secret)}).headers["Location"] == LOGIN


def test_session__without_proof__is_ended_on_every_path(client, clerk):
    give_app(clerk)
    client.force_login(clerk)

    assert client.get("/admin/").status_code == 302
    assert not is_in(client)


def test_session__of_the_public__needs_no_second_factor(client):
    sign_in(client, make_user())

    assert client.get("/own/").status_code == 200


@pytest.mark.parametrize("wanted", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_wanted_page__on_another_host__is_left_out(client, clerk, wanted):
    secret, _codes = give_app(clerk)
    enter_password(client, wanted)
    answer = client.post(FACTOR, {"code": code_of(secret)})

    assert answer.headers["Location"] == "/admin/"


def test_not_required__without_factor__password_is_enough(client, clerk, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False

    assert enter_password(client).headers["Location"] == "/own/"
    assert is_in(client)


def test_not_required__with_factor__is_asked_all_the_same(client, clerk, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    give_app(clerk)

    assert enter_password(client).headers["Location"] == FACTOR


# --- once more before a high step


def enter(client, user):
    secret, codes = give_app(user)
    enter_password(client)
    client.post(FACTOR, {"code": code_of(secret)})
    return secret, codes


def age_proof(client, seconds=601):
    session = client.session
    session[staff.PROVED] -= seconds
    session.save()


def test_keeping__with_an_old_proof__asks_again_and_comes_back(client, clerk):
    _secret, codes = enter(client, clerk)
    age_proof(client)
    answer = client.get("/admin/factors/")
    again = answer.headers["Location"]

    assert again == "/admin/login/again/?next=%2Fadmin%2Ffactors%2F"
    assert client.get(again).status_code == 200
    wrong = client.post(again, {"code": "000000", "next": "/admin/factors/"})
    assert wrong.status_code == 422
    assert 'value="/admin/factors/"' in wrong.content.decode()
    right = client.post(again, {"code": codes[0], "next": "/admin/factors/"})
    assert right.headers["Location"] == "/admin/factors/"
    assert client.get("/admin/factors/").status_code == 200


@pytest.mark.parametrize("path", ["add/", "codes/", "1/remove/"])
def test_change_of_factors__with_an_old_proof__changes_nothing(client, clerk, path):
    enter(client, clerk)
    age_proof(client)
    before = list(Authenticator.objects.values_list("pk", "data"))
    answer = client.post(f"/admin/factors/{path}")

    assert answer.headers["Location"].startswith("/admin/login/again/")
    assert list(Authenticator.objects.values_list("pk", "data")) == before


def test_app__replaced__old_one_is_void_and_recovery_codes_stay(client, clerk):
    old, codes = enter(client, clerk)
    client.get("/admin/factors/")
    new = client.session[staff.SECRET]
    answer = client.post("/admin/factors/add/", {"code": code_of(new)})

    assert answer.headers["Location"] == "/admin/factors/"
    assert Authenticator.objects.filter(type="totp").count() == 1
    with pytest.raises(WrongFactor):
        factors.prove_by_code(user=clerk, code=code_of(old, 1), address="", at=now())
    assert factors.prove_by_code(user=clerk, code=codes[0], address="", at=now())


def test_last_factor__required__stays(client, clerk):
    enter(client, clerk)
    answer = client.post(f"/admin/factors/{Authenticator.objects.get(type='totp').pk}/remove/")

    assert answer.status_code == 422
    assert "唯一" in answer.content.decode()
    assert factors.has_factor(clerk)


def test_factor__of_somebody_else__is_not_there(client, clerk):
    other = make_staff(username="other", password=PASSWORD)
    give_app(other)
    enter(client, clerk)
    foreign = Authenticator.objects.get(user=other, type="totp")

    assert client.post(f"/admin/factors/{foreign.pk}/remove/").status_code == 404
    assert factors.has_factor(other)


def test_recovery_codes__renewed__old_ones_are_void(client, clerk):
    _secret, old = enter(client, clerk)
    new = client.post("/admin/factors/codes/").context["codes"]

    assert not set(old) & set(new)
    with pytest.raises(WrongFactor):
        factors.prove_by_code(user=clerk, code=old[0], address="", at=now())


def test_reset__by_command__ends_sessions_and_asks_for_a_new_factor(client, clerk):
    enter(client, clerk)
    call_command("staff_reset_second_factor", "clerk")

    assert client.get("/own/").status_code == 302
    assert enter_password(client).headers["Location"] == ENROL
    with pytest.raises(CommandError):
        call_command("staff_reset_second_factor", "nobody")


@pytest.mark.django_db(transaction=True)
def test_one_code__twenty_at_once__is_good_once(clerk):
    secret, _codes = give_app(clerk)
    code = code_of(secret)

    def prove(number):
        try:
            return factors.prove_by_code(user=clerk, code=code, address=f"a{number}", at=now())
        except (WrongFactor, TooManyTries):
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(prove, range(20)))
    assert sorted(results)[-2:] == ["", "totp"]


def test_key__renewed__factors_still_open_without_the_old_one(clerk, settings, capsys):
    def fresh():
        return base64.urlsafe_b64encode(os.urandom(32)).decode()

    oldest, middle, newest = settings.FIELD_ENCRYPTION_KEYS[-1], fresh(), fresh()
    settings.FIELD_ENCRYPTION_KEYS = [middle, oldest]
    secret, codes = give_app(clerk)
    settings.FIELD_ENCRYPTION_KEYS = [newest, middle, oldest]
    with pytest.raises(CommandError):
        call_command("renew_encryption", "--dry-run")
    call_command("renew_encryption")
    settings.FIELD_ENCRYPTION_KEYS = [newest, oldest]

    assert factors.prove_by_code(user=clerk, code=code_of(secret), address="", at=now())
    assert factors.prove_by_code(user=clerk, code=codes[0], address="", at=now())
