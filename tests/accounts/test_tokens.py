"""Identity tokens that must not be believed, one fault at a time."""

import time

import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry

from foundation.accounts.errors import SignInRefused
from foundation.accounts.services import platform

ISSUER = "https://identity.example"
NONCE = "the-nonce-of-this-sign-in"
KEY = RSAKey.generate_key(2048, {"kid": "platform"})
FOREIGN_KEY = RSAKey.generate_key(2048, {"kid": "platform"})
SHARED_SECRET = OctKey.import_key("a secret that the client shares with the platform")


@pytest.fixture
def client(settings):
    settings.OIDC_ISSUER = ISSUER
    settings.OIDC_LEGAL_CLIENT_ID, settings.OIDC_LEGAL_CLIENT_SECRET = "portal-legal", "secret"
    client = platform._registered(ISSUER, "portal-legal", "secret")
    client.server_metadata.update(
        {
            "issuer": ISSUER,
            "_loaded_at": time.time(),
            "jwks": {"keys": [KEY.as_dict(private=False)]},
            "jwks_uri": f"{ISSUER}/jwks",
            "userinfo_endpoint": f"{ISSUER}/userinfo",
            "authorization_endpoint": f"{ISSUER}/authorize",
        }
    )
    return platform.client_of("legal")


def claims(**changes):
    moment = int(time.time())
    good = {
        "iss": ISSUER,
        "sub": "subject",
        "aud": "portal-legal",
        "exp": moment + 300,
        "iat": moment,
        "nonce": NONCE,
        "login_kind": "legal",
    }
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def token(key=KEY, alg="RS256", **changes):
    registry = JWSRegistry(algorithms=[alg], strict_check_header=False)
    text = jwt.encode({"alg": alg, "kid": "platform"}, claims(**changes), key, registry=registry)
    return {"access_token": "opaque", "token_type": "Bearer", "id_token": text}


def test_token__true__is_believed(client):
    assert platform._checked_claims(client, token(), kind="legal", nonce=NONCE)["sub"] == "subject"


FAULTS = {
    "issuer": {"iss": "https://other.example"},
    "issuer missing": {"iss": None},
    "audience": {"aud": "portal-natural"},
    "audience missing": {"aud": None},
    "expired": {"exp": int(time.time()) - 600},
    "expiry missing": {"exp": None},
    "issued in the future": {"iat": int(time.time()) + 3600},
    "nonce": {"nonce": "of another sign-in"},
    "nonce missing": {"nonce": None},
    "subject missing": {"sub": None},
    "signed by another key": {"key": FOREIGN_KEY},
    "signed with the shared secret": {"key": SHARED_SECRET, "alg": "HS256"},
    "another authorised party": {"azp": "portal-natural"},
    "hash of another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_token__one_fault__is_refused(client, fault):
    with pytest.raises((JoseError, SignInRefused, ValueError)):
        platform._checked_claims(client, token(**FAULTS[fault]), kind="legal", nonce=NONCE)


def test_token__not_signed_at_all__is_refused(client):
    body = token()["id_token"].split(".")[1]
    unsigned = {"id_token": f"eyJhbGciOiJub25lIn0.{body}.", "access_token": "opaque"}
    with pytest.raises((JoseError, ValueError)):
        platform._checked_claims(client, unsigned, kind="legal", nonce=NONCE)


def test_token__absent__is_refused(client):
    with pytest.raises(SignInRefused):
        platform._checked_claims(client, {"access_token": "opaque"}, kind="legal", nonce=NONCE)


INFO = {"sub": "subject", "login_kind": "legal", "credit_code": "91110100XX0000019M"}


def test_userinfo__of_another_subject__is_refused(settings):
    with pytest.raises(SignInRefused, match="没有登录"):
        platform._verified("legal", claims(), {**INFO, "sub": "somebody else"}, "token")


def test_userinfo__other_kind_than_signed__is_refused():
    with pytest.raises(SignInRefused):
        platform._verified("legal", claims(), {**INFO, "login_kind": "natural"}, "token")


def test_userinfo__unknown_kind__is_refused():
    with pytest.raises(SignInRefused):
        platform._verified(
            "legal", claims(login_kind="staff"), {**INFO, "login_kind": "staff"}, "token"
        )


def test_userinfo__true__speaks_in_our_names(settings):
    settings.OIDC_CLAIMS = {"login_kind": "userType", "credit_code": "uscc"}
    info = {"sub": "subject", "userType": "legal", "uscc": "91110100XX0000019M"}
    verified = platform._verified("natural", {"sub": "subject"}, info, "token")

    assert verified.login_kind == "legal"
    assert verified.facts == {"credit_code": "91110100XX0000019M"}
