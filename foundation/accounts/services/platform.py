"""The relying party: what is said to the identity platform, and what of its answers is believed.

Authlib speaks the protocol; here stand the strictness and the translation of claims into our
own names. Nothing here knows a request.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.core.cache import cache
from joserfc.errors import JoseError
from requests import RequestException

from foundation.accounts.enums import LoginKind
from foundation.accounts.errors import PlatformUnavailable, SignInRefused, SignInStale

log = structlog.get_logger(__name__)

TIMEOUT_SECONDS = 5
CLOCK_LEEWAY_SECONDS = 60
REACHABLE_SECONDS = 15
ALGORITHMS = ("RS256", "PS256", "ES256")
# Answers of the token endpoint that mean "too late" or "used already", not "forged".
STALE_ERRORS = frozenset({"invalid_grant"})


@dataclass(frozen=True, slots=True)
class Departure:
    """Where to send the browser, and what must be remembered until it returns."""

    url: str
    state: str
    nonce: str
    code_verifier: str


@dataclass(frozen=True, slots=True)
class Verified:
    """Who the platform says came back, after every check.

    Attributes:
        issuer: the platform.
        subject: the account there.
        login_kind: as whom, from the verified claims.
        facts: the other claims under our own names.
        id_token: kept for signing out on both sides.
        platform_session: its name for the session there (`sid`), empty where it has none.
    """

    issuer: str
    subject: str
    login_kind: str
    facts: dict[str, str]
    id_token: str
    platform_session: str = ""


@lru_cache(maxsize=8)
def _registered(issuer: str, client_id: str, client_secret: str) -> DjangoOAuth2App:
    return OAuth().register(
        client_id,
        client_id=client_id,
        client_secret=client_secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile",
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": "client_secret_basic",
            "default_timeout": TIMEOUT_SECONDS,
        },
    )


def issuer_of(kind: str) -> str:
    """The platform at which a kind signs in."""
    staff = kind == LoginKind.STAFF
    return str(settings.STAFF_OIDC_ISSUER if staff else settings.OIDC_ISSUER)


def client_of(kind: str) -> DjangoOAuth2App:
    """The client of a kind, with the platform's metadata loaded and narrowed."""
    if kind == LoginKind.STAFF:
        names = (settings.STAFF_OIDC_CLIENT_ID, settings.STAFF_OIDC_CLIENT_SECRET)
    elif kind == LoginKind.NATURAL:
        names = (settings.OIDC_NATURAL_CLIENT_ID, settings.OIDC_NATURAL_CLIENT_SECRET)
    else:
        names = (settings.OIDC_LEGAL_CLIENT_ID, settings.OIDC_LEGAL_CLIENT_SECRET)
    client = _registered(issuer_of(kind), *names)
    try:
        metadata = client.load_server_metadata()
    except (RequestException, ValueError) as error:
        log.warning("identity_platform_unavailable", error=type(error).__name__)
        raise PlatformUnavailable from error
    if metadata.get("issuer") != issuer_of(kind):
        raise SignInRefused("metadata_issuer")
    metadata["id_token_signing_alg_values_supported"] = list(ALGORITHMS)
    return client


def is_reachable() -> bool:
    """Whether the platform answers, asked at most once in a while."""
    known = cache.get("identity_platform_reachable")
    if known is None:
        try:
            client = client_of(LoginKind.NATURAL)
            client.fetch_jwk_set(force=True)
            known = True
        except (PlatformUnavailable, SignInRefused, RequestException, ValueError):
            known = False
        cache.set("identity_platform_reachable", known, REACHABLE_SECONDS)
    return bool(known)


def depart(*, kind: str, redirect_uri: str, is_silent: bool = False) -> Departure:
    """Prepare an authorisation request with state, nonce and PKCE.

    A silent one asks for an answer without any page of the platform.

    Raises:
        PlatformUnavailable: the platform does not answer.
    """
    options = {"prompt": "none"} if is_silent else {}
    if settings.OIDC_ACR_VALUES and kind != LoginKind.STAFF:
        options["acr_values"] = " ".join(settings.OIDC_ACR_VALUES)
    made = client_of(kind).create_authorization_url(redirect_uri, **options)
    return Departure(
        url=made["url"],
        state=made["state"],
        nonce=made["nonce"],
        code_verifier=made["code_verifier"],
    )


def redeem(*, kind: str, code: str, redirect_uri: str, code_verifier: str, nonce: str) -> Verified:
    """Exchange a code and check everything that comes back.

    Raises:
        PlatformUnavailable: the platform does not answer.
        SignInStale: the code is too old or was used.
        SignInRefused: a check failed.
    """
    client = client_of(kind)
    try:
        token = client.fetch_access_token(
            redirect_uri=redirect_uri, code=code, code_verifier=code_verifier
        )
        claims = _checked_claims(client, token, kind=kind, nonce=nonce)
        info = dict(client.userinfo(token=token))
    except RequestException as error:
        raise PlatformUnavailable from error
    except AuthlibBaseError as error:
        if error.error in STALE_ERRORS:
            raise SignInStale(str(error.error)) from error
        raise SignInRefused(str(error.error)) from error
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise SignInRefused(type(error).__name__) from error
    if kind == LoginKind.STAFF:
        return _verified_staff(claims, info, str(token["id_token"]))
    return _verified(kind, claims, info, str(token["id_token"]))


def _checked_claims(
    client: DjangoOAuth2App, token: dict[str, Any], *, kind: str, nonce: str
) -> dict[str, Any]:
    """The claims of an identity token whose signature and claims all hold."""
    if not token.get("id_token"):
        raise SignInRefused("no_id_token")
    options = {
        "iss": {"essential": True, "value": issuer_of(kind)},
        "aud": {"essential": True, "value": client.client_id},
        "exp": {"essential": True},
        "sub": {"essential": True},
    }
    claims = client.parse_id_token(
        token, nonce=nonce, claims_options=options, leeway=CLOCK_LEEWAY_SECONDS
    )
    known = dict(claims or {})
    asked = settings.OIDC_ACR_VALUES if kind != LoginKind.STAFF else []
    if asked and known.get("acr") not in asked:
        raise SignInRefused("acr")
    return known


def _subject_of(claims: dict[str, Any], info: dict[str, Any]) -> str:
    """The one subject of whom both the signed token and userinfo speak."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not subject or info.get("sub") != subject:
        raise SignInRefused("subject")
    return subject


def _verified_staff(claims: dict[str, Any], info: dict[str, Any], id_token: str) -> Verified:
    """Staff are known by the name of their account here; nothing else is taken over."""
    name = str(info.get(settings.STAFF_OIDC_USERNAME_CLAIM) or "").strip()
    return Verified(
        issuer=issuer_of(LoginKind.STAFF),
        subject=_subject_of(claims, info),
        login_kind=LoginKind.STAFF,
        facts={"username": name},
        id_token=id_token,
    )


def _verified(asked: str, claims: dict[str, Any], info: dict[str, Any], id_token: str) -> Verified:
    """Join the signed token and userinfo, which must speak of one subject and one kind."""
    subject = _subject_of(claims, info)
    facts = {
        ours: str(info.get(theirs) or "").strip() for ours, theirs in settings.OIDC_CLAIMS.items()
    }
    kind = facts.pop("login_kind", "") or asked
    signed_kind = claims.get(settings.OIDC_CLAIMS.get("login_kind", ""), kind)
    if kind not in (LoginKind.LEGAL, LoginKind.NATURAL) or signed_kind != kind:
        raise SignInRefused("login_kind")
    return Verified(
        issuer=settings.OIDC_ISSUER,
        subject=subject,
        login_kind=kind,
        facts=facts,
        id_token=id_token,
        platform_session=str(claims.get("sid") or ""),
    )


def departure_from(*, kind: str, id_token: str, return_to: str) -> str:
    """The address at which the platform's own session is ended; empty where there is none."""
    if not is_reachable():
        return ""
    try:
        client = client_of(kind)
        made = client.create_logout_url(
            post_logout_redirect_uri=return_to,
            id_token_hint=id_token,
            state="",
            client_id=client.client_id,
        )
    except (PlatformUnavailable, SignInRefused, RuntimeError):
        return ""
    return str(made["url"])
