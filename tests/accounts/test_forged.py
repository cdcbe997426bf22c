"""Answers of a platform that must not be believed, through the real pages: nobody gets in."""

import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client

from foundation.accounts.models import Identity, SignedIn, User
from foundation.accounts.services import platform
from foundation.audit.models import AuditRecord
from tests.factories.accounts import make_identity, make_user

from .stub_issuer import FOREIGN_KEY, SECRET, SHARED

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def issuer(stub, settings):
    stub.forget()
    settings.OIDC_ISSUER = stub.address
    settings.OIDC_LEGAL_CLIENT_ID = "portal-legal"
    settings.OIDC_LEGAL_CLIENT_SECRET = SECRET
    platform._registered.cache_clear()
    yield stub
    platform._registered.cache_clear()


def leave(client, issuer, kind="legal", wanted="/own/"):
    """Begin a sign-in; return the state that the platform is given."""
    answer = client.get(f"/accounts/login/{kind}/", {"next": wanted})
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    issuer.nonce = asked["nonce"][0]
    return asked["state"][0]


def come_back(client, state, code="code-1"):
    return client.get("/accounts/callback/", {"state": state, "code": code})


def is_in(client):
    return "_auth_user_id" in client.session


def refused(client, answer):
    """Nobody is in, one row says why and of nobody, the page is plain."""
    row = AuditRecord.objects.get()
    assert not is_in(client)
    assert not row.allowed
    assert row.action == "accounts.sign_in"
    assert row.detail["reason"]
    stored = str(row.__dict__)
    assert not any(word in stored for word in ("王经办", "110100198803161017", "19900000001"))
    assert not Identity.objects.exists()
    assert 400 <= answer.status_code < 500
    assert "没有登录" in answer.content.decode()
    return row.detail["reason"]


def test_answer__honest__signs_in(client, issuer):
    answer = come_back(client, leave(client, issuer))

    assert answer.headers["Location"] == "/own/"
    assert is_in(client)


FORGED = {
    "signed with the shared secret": {"alg": "HS256", "key": SHARED},
    "not signed": {"alg": "none"},
    "signed by another key": {"key": FOREIGN_KEY},
    "audience": {"claims": {"aud": "portal-natural"}},
    "issuer": {"claims": {"iss": "https://other.example"}},
    "expired": {"claims": {"exp": int(time.time()) - 600}},
    "issued in the future": {"claims": {"iat": int(time.time()) + 3600}},
    "nonce of another sign-in": {"claims": {"nonce": "another"}},
    "nonce missing": {"claims": {"nonce": ""}},
    "subject of userinfo": {"info": {"sub": "somebody-else"}},
    "kind changed": {"info": {"login_kind": "natural"}},
    "kind unknown": {"claims": {"login_kind": "staff"}, "info": {"login_kind": "staff"}},
    "no enterprise": {"info": {"credit_code": "91110100XX00000190"}},
}


@pytest.mark.parametrize("fault", FORGED)
def test_answer__one_fault__nobody_gets_in(client, issuer, fault):
    state = leave(client, issuer)
    for name, value in FORGED[fault].items():
        setattr(issuer, name, value)
    refused(client, come_back(client, state))


def test_natural_token__at_the_legal_callback__is_refused(client, issuer):
    """A token made for the natural client, sent to the callback of a legal sign-in."""
    state = leave(client, issuer)
    issuer.claims = {"aud": "portal-natural", "login_kind": "natural"}
    issuer.info = {"login_kind": "natural", "name": "王经办"}
    refused(client, come_back(client, state))


def test_kind__of_a_known_account__cannot_change(client, issuer):
    make_identity(issuer=issuer.address, subject="subject-1", login_kind="natural")
    answer = come_back(client, leave(client, issuer))

    assert not is_in(client)
    assert answer.status_code == 403
    assert AuditRecord.objects.get().detail["reason"] == "kind_changed"


@pytest.mark.parametrize(
    "told", [None, "urn:one-factor"], ids=["says nothing", "says less than asked"]
)
def test_acr__lower_than_asked__is_refused(client, issuer, settings, told):
    settings.OIDC_ACR_VALUES = ["urn:two-factors"]
    answer = client.get("/accounts/login/legal/")
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["acr_values"] == ["urn:two-factors"]
    issuer.nonce = asked["nonce"][0]
    issuer.claims = {"acr": told} if told else {}

    assert refused(client, come_back(client, asked["state"][0])) == "acr"


def test_acr__as_asked__signs_in(client, issuer, settings):
    settings.OIDC_ACR_VALUES = ["urn:two-factors", "urn:certificate"]
    state = leave(client, issuer)
    issuer.claims = {"acr": "urn:certificate"}
    come_back(client, state)

    assert is_in(client)


@pytest.mark.parametrize("state", ["", "made-up", "x" * 5000])
def test_state__not_ours__asks_to_sign_in(client, issuer, state):
    answer = come_back(client, state)

    assert answer.headers["Location"].startswith("/accounts/login/")
    assert not is_in(client)


def test_state__of_another_browser__signs_nobody_in_and_leaves_one_row(client, issuer):
    state = leave(Client(), issuer)
    come_back(client, state)

    assert not is_in(client)
    assert not Identity.objects.exists()
    assert AuditRecord.objects.get(allowed=False).detail["reason"] == "stale"


def test_code__used_already__starts_again_for_the_same_page(client, issuer):
    come_back(client, leave(client, issuer))
    stranger = Client()
    answer = come_back(stranger, leave(stranger, issuer, wanted="/apply/"))

    assert answer.headers["Location"].startswith(issuer.address)
    assert not is_in(stranger)
    assert User.objects.count() == 1
    assert AuditRecord.objects.filter(allowed=False).count() == 1


@pytest.mark.django_db(transaction=True)
def test_answer__twenty_times_at_once__lets_in_once(client, issuer):
    issuer.uses_codes_up = False
    state = leave(client, issuer)
    cookies = client.cookies

    def one(_number):
        browser = Client()
        browser.cookies = cookies.copy()
        try:
            return come_back(browser, state).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(one, range(20)))
    assert set(statuses) == {302}
    assert SignedIn.objects.count() == 1
    assert AuditRecord.objects.filter(action="accounts.sign_in", allowed=True).count() == 1


def test_subject__of_another_issuer__is_another_person(client, issuer):
    known = make_identity(issuer="https://first.example", subject="subject-1", login_kind="legal")
    come_back(client, leave(client, issuer))

    assert Identity.objects.count() == 2
    assert client.session["_auth_user_id"] != str(known.user_id)


def test_email_and_number__of_a_known_person__do_not_join_the_two(client, issuer):
    known = make_user(email="known@example.test")
    make_identity(user=known, issuer="https://first.example", id_number="110100198803161017")
    issuer.info = {"email": "known@example.test", "email_verified": True}
    come_back(client, leave(client, issuer))

    assert client.session["_auth_user_id"] != str(known.pk)
    assert User.objects.count() == 2


@pytest.mark.parametrize("error", ["server_error", "access_denied", SCRIPT])
def test_error__with_a_script__is_not_shown(client, issuer, error):
    state = leave(client, issuer)
    sent = {"error": error, "error_description": SCRIPT, "state": state}
    answer = client.get("/accounts/callback/", sent, follow=True)

    assert not is_in(client)
    assert SCRIPT not in answer.content.decode()
    assert "alert(1)" not in str(AuditRecord.objects.values_list("detail", "target"))
