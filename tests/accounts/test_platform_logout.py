"""Who leaves the identity platform leaves the portal; who forges that changes nothing."""

import re
import time

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry

from foundation.accounts.enums import SessionEnd
from foundation.accounts.models import SignedIn
from foundation.accounts.services import platform
from foundation.accounts.services.platform_logout import EVENT
from foundation.audit.models import AuditRecord
from tests.factories.accounts import make_identity

pytestmark = pytest.mark.django_db
ISSUER = "https://identity.example"
KEY = RSAKey.generate_key(2048, {"kid": "platform"})
FOREIGN = RSAKey.generate_key(2048, {"kid": "platform"})
SHARED = OctKey.import_key("a secret that the client shares with the platform")
ADDRESS = "/api/v1/accounts/backchannel-logout"


@pytest.fixture
def platform_keys(settings):
    settings.OIDC_ISSUER = ISSUER
    client = platform._registered(
        ISSUER, settings.OIDC_LEGAL_CLIENT_ID, settings.OIDC_LEGAL_CLIENT_SECRET
    )
    client.server_metadata.update(
        {
            "issuer": ISSUER,
            "_loaded_at": time.time(),
            "jwks": {"keys": [KEY.as_dict(private=False)]},
            "jwks_uri": f"{ISSUER}/jwks",
        }
    )


@pytest.fixture
def session(client, platform_keys):
    identity = make_identity(issuer=ISSUER, subject="subject")
    client.force_login(identity.user)
    SignedIn.objects.update(issuer=ISSUER, platform_session="sid-1")
    return SignedIn.objects.get()


def token(key=KEY, alg="RS256", **changes):
    moment = int(time.time())
    claims = {
        "iss": ISSUER, "aud": "portal-legal", "iat": moment, "exp": moment + 120,
        "jti": f"{time.perf_counter_ns()}", "sub": "subject", "sid": "sid-1", "events": {EVENT: {}},
        **changes,
    }  # fmt: skip
    claims = {name: value for name, value in claims.items() if value is not None}
    registry = JWSRegistry(algorithms=[alg], strict_check_header=False)
    return jwt.encode({"alg": alg, "kid": "platform"}, claims, key, registry=registry)


def tell(client, text):
    return client.post(ADDRESS, {"logout_token": text})


def is_in(client):
    return client.get("/accounts/session/").json()["who"] != ""


@pytest.mark.parametrize("named", [{}, {"sub": None}, {"sid": None}])
def test_departure__by_session_or_account__ends_the_portals_session(client, session, named):
    answer = tell(client, token(**named))

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    session.refresh_from_db()
    assert session.end == SessionEnd.PLATFORM
    assert not is_in(client)


@pytest.mark.parametrize("other", [{"sid": "sid-2"}, {"sid": None, "sub": "x"}, {"sub": "x"}])
def test_departure__of_somebody_else__changes_nothing(client, session, other):
    assert tell(client, token(**other)).status_code == 200
    assert is_in(client)


FAULTS = {
    "other key": lambda: token(key=FOREIGN),
    "shared secret": lambda: token(key=SHARED, alg="HS256"),
    "not signed": lambda: re.sub(r"[^.]*$", "", token()),
    "other issuer": lambda: token(iss="https://evil.example"),
    "other client": lambda: token(aud="somebody-else"),
    "expired": lambda: token(iat=int(time.time()) - 900, exp=int(time.time()) - 600),
    "old": lambda: token(iat=int(time.time()) - 900),
    "from the future": lambda: token(iat=int(time.time()) + 900),
    "no event": lambda: token(events=None),
    "other event": lambda: token(events={"x": {}}),
    "event is a list": lambda: token(events=[EVENT]),
    "an identity token": lambda: token(nonce="n"),
    "nobody named": lambda: token(sub=None, sid=None),
    "names are numbers": lambda: token(sub=7, sid=None),
    "no jti": lambda: token(jti=None),
    "no exp": lambda: token(exp=None),
    "not a token": lambda: "x.y.z",
    "empty": lambda: "",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_token__one_fault__is_refused_with_one_audit_row(client, session, fault):
    answer = tell(client, FAULTS[fault]())

    assert answer.status_code == 400
    assert answer.json()["code"] == "logout_token_refused"
    assert is_in(client)
    assert AuditRecord.objects.filter(action="accounts.backchannel_logout").count() == 1


def test_token__used_twice__is_refused_the_second_time(client, session):
    text = token()

    assert [tell(client, text).status_code for _each in range(2)] == [200, 400]


def test_platform__left_by_its_person__tells_the_portal_which_session(person):
    person.sign_in("tongkang")
    page = person.at_platform(f"{person.sandbox.issuer}/logout/")
    person.submit(page)

    assert len(person.sandbox.told) == 1
    assert is_in(person.portal)
    assert tell(person.portal, person.sandbox.told[0]).status_code == 200
    assert not is_in(person.portal)


def test_platform__left_everywhere__tells_every_client_by_the_account(person):
    person.sign_in("tongkang")
    page = person.at_platform(f"{person.sandbox.issuer}/account/")
    person.submit(page, action="/logout/everywhere/")

    assert tell(person.portal, person.sandbox.told[0]).status_code == 200
    assert not is_in(person.portal)
    assert "登录" in person.at_platform(f"{person.sandbox.issuer}/account/").text
