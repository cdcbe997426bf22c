"""Staff sign in at a platform of their own: it stands for the password and for nothing more."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from foundation.accounts.models import Identity, User
from foundation.accounts.services import platform
from foundation.audit.models import AuditRecord
from tests.factories.accounts import make_identity, make_staff, make_user

from .stub_issuer import FOREIGN_KEY, SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]
LOGIN = "/admin/login/"


@pytest.fixture
def issuer(stub, settings):
    stub.forget()
    stub.claims = {"aud": "staff-portal"}
    stub.info = {"preferred_username": "clerk"}
    settings.STAFF_OIDC_ISSUER = stub.address
    settings.STAFF_OIDC_CLIENT_ID = "staff-portal"
    settings.STAFF_OIDC_CLIENT_SECRET = SECRET
    platform._registered.cache_clear()
    yield stub
    platform._registered.cache_clear()


@pytest.fixture
def clerk():
    return make_staff(username="clerk", is_superuser=True)


def sign_in(client, issuer, wanted="/own/", **change):
    answer = client.get("/admin/login/platform/", {"next": wanted})
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    issuer.nonce = asked["nonce"][0]
    for name, value in change.items():
        setattr(issuer, name, value)
    query = {"state": asked["state"][0], "code": f"code-{issuer.nonce}"}
    return client.get("/admin/login/callback/", query)


def is_in(client):
    return "_auth_user_id" in client.session


def test_staff__known_by_name__is_in_as_staff_and_tied(client, issuer, clerk):
    answer = sign_in(client, issuer)

    assert answer.headers["Location"] == "/own/"
    assert client.session["login_kind"] == "staff"
    assert Identity.objects.get().user == clerk
    clerk.username = "renamed"
    clerk.save()
    other = Client()
    sign_in(other, issuer)
    assert other.session["_auth_user_id"] == str(clerk.pk)


def test_staff__factor_required__is_asked_all_the_same(client, issuer, clerk, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True

    assert sign_in(client, issuer).headers["Location"] == "/admin/login/enrol/"
    assert not is_in(client)


@pytest.mark.parametrize("account", ["nobody", "public", "disabled", "tied to another"])
def test_account__that_is_not_there__is_refused_and_none_is_made(client, issuer, account):
    facts = {"username": "clerk"}
    if account == "public":
        make_user(**facts)
    elif account == "disabled":
        make_staff(is_active=False, **facts)
    elif account == "tied to another":
        make_identity(user=make_staff(**facts), issuer=issuer.address, subject="first-come")
    before = User.objects.count()
    answer = sign_in(client, issuer)

    assert answer.headers["Location"] == LOGIN
    assert not is_in(client)
    assert User.objects.count() == before
    assert AuditRecord.objects.get().detail["reason"] == "staff_unknown"
    assert "没有对应的工作人员账号" in client.get(LOGIN).content.decode()


@pytest.mark.parametrize("name", ["", None])
def test_account__whose_name_is_not_told__is_refused(client, issuer, clerk, name):
    sign_in(client, issuer, info={"preferred_username": name})

    assert not is_in(client)


@pytest.mark.parametrize(
    "fault", [{"key": FOREIGN_KEY}, {"alg": "none"}, {"claims": {"aud": "portal-legal"}}]
)
def test_answer__forged__is_refused(client, issuer, clerk, fault):
    sign_in(client, issuer, **fault)

    assert not is_in(client)
    assert not AuditRecord.objects.get().allowed


def test_state__of_staff__is_nothing_to_the_public_callback(client, issuer, clerk, settings):
    answer = client.get("/admin/login/platform/")
    state = parse_qs(urlsplit(answer.headers["Location"]).query)["state"][0]
    client.get("/accounts/callback/", {"state": state, "code": "code"})

    assert not is_in(client)
    assert not Identity.objects.exists()


def test_state__of_the_public__is_nothing_to_the_callback_of_staff(client, issuer, clerk, settings):
    settings.OIDC_ISSUER = issuer.address
    settings.OIDC_LEGAL_CLIENT_SECRET = SECRET
    answer = client.get("/accounts/login/legal/")
    state = parse_qs(urlsplit(answer.headers["Location"]).query)["state"][0]
    client.get("/admin/login/callback/", {"state": state, "code": "code"})

    assert not is_in(client)


def test_platform__down__sign_in_page_says_so(client, issuer, clerk, settings):
    settings.STAFF_OIDC_ISSUER = "http://127.0.0.1:9"
    answer = client.get("/admin/login/platform/")

    assert answer.headers["Location"] == LOGIN
    assert "暂时无法连接" in client.get(LOGIN).content.decode()


def test_platform__not_set_up__is_not_offered(client, settings):
    settings.STAFF_OIDC_ISSUER = ""

    assert client.get("/admin/login/platform/").status_code == 404
    assert "单位统一身份" not in client.get(LOGIN).content.decode()
