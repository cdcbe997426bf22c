"""Passwords of staff: limits before hashing."""

from datetime import timedelta

import pytest

from foundation.accounts.errors import TooManyTries
from foundation.accounts.models import PasswordTry
from foundation.accounts.services import throttle
from foundation.audit.models import AuditRecord
from foundation.core.clock import now
from tests.factories.accounts import make_staff

PASSWORD = "a-long-password-2026"

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]


@pytest.fixture(autouse=True)
def _throttled(settings):
    settings.AUTHENTICATION_BACKENDS = ["foundation.accounts.backends.ThrottledBackend"]
    settings.WAGTAILADMIN_USER_LOGIN_FORM = "foundation.accounts.forms.StaffLoginForm"


def attempt(client, password, username="clerk"):
    return client.post("/admin/login/", {"username": username, "password": password})


def test_right_password__after_five_wrong_ones__waits_and_is_told_so(client):
    make_staff(username="clerk", password=PASSWORD, is_superuser=True)
    for _ in range(5):
        attempt(client, "wrong")
    response = attempt(client, PASSWORD)

    assert "_auth_user_id" not in client.session
    assert "尝试次数过多" in response.content.decode()


def test_right_password__after_four_wrong_ones__signs_in(client):
    make_staff(username="clerk", password=PASSWORD, is_superuser=True)
    for _ in range(4):
        attempt(client, "wrong")
    attempt(client, PASSWORD)

    assert client.session["login_kind"] == "staff"


def test_wrong_password__over_the_limit__is_not_hashed(client, monkeypatch):
    make_staff(username="clerk", password=PASSWORD)
    hashed = []
    monkeypatch.setattr(
        "django.contrib.auth.backends.ModelBackend.authenticate",
        lambda *_args, **_kwargs: hashed.append(1),
    )
    for _ in range(8):
        attempt(client, "wrong")

    assert len(hashed) == 5


def test_one_address__twenty_accounts__is_held_back(db):
    for number in range(20):
        throttle.admit(account=f"clerk{number}", address="192.0.2.1", at=now())

    with pytest.raises(TooManyTries):
        throttle.admit(account="clerk99", address="192.0.2.1", at=now())
    throttle.admit(account="clerk99", address="192.0.2.2", at=now())


def test_limit__five_minutes_later__is_over(db):
    start = now()
    for _ in range(5):
        throttle.admit(account="clerk", address="", at=start)
    with pytest.raises(TooManyTries):
        throttle.admit(account="clerk", address="", at=start + timedelta(minutes=4))

    throttle.admit(account="clerk", address="", at=start + timedelta(minutes=5, seconds=1))


def test_tries__stored__name_nobody(db):
    throttle.admit(account="clerk", address="192.0.2.1", at=now())

    stored = " ".join(PasswordTry.objects.values_list("key", flat=True))
    assert "clerk" not in stored
    assert "192.0.2" not in stored


def test_wrong_password__leaves_a_refusal_in_the_audit(client):
    make_staff(username="clerk", password=PASSWORD)
    attempt(client, "wrong")

    row = AuditRecord.objects.get(allowed=False)
    assert "wrong" not in str(row.__dict__)
