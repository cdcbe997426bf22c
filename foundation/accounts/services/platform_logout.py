"""The platform says that a person left there: OpenID Connect Back-Channel Logout 1.0."""

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from foundation.accounts.enums import LoginKind
from foundation.accounts.errors import LogoutRefused, PlatformUnavailable

from .platform import ALGORITHMS, CLOCK_LEEWAY_SECONDS, client_of

EVENT = "http://schemas.openid.net/event/backchannel-logout"
FRESH_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Departed:
    """Who left the platform.

    Attributes:
        issuer: the platform.
        subject: the account, empty where only the session is named.
        platform_session: the session there, empty where the whole account left.
    """

    issuer: str
    subject: str
    platform_session: str


def read_logout_token(token: str) -> Departed:
    """Believe a logout token only if every check of the standard (section 2.6) holds.

    Raises:
        LogoutRefused: a check failed.
        PlatformUnavailable: the platform's keys cannot be had.
    """
    try:
        keys = KeySet.import_key_set(client_of(LoginKind.LEGAL).fetch_jwk_set())
        read = jwt.decode(token, keys, algorithms=list(ALGORITHMS))
        _registry().validate(read.claims)
    except RequestException as error:
        raise PlatformUnavailable from error
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise LogoutRefused(type(error).__name__) from error
    return _departed(read.claims)


def _registry() -> jwt.JWTClaimsRegistry:
    clients = [settings.OIDC_LEGAL_CLIENT_ID, settings.OIDC_NATURAL_CLIENT_ID]
    return jwt.JWTClaimsRegistry(
        leeway=CLOCK_LEEWAY_SECONDS,
        iss={"essential": True, "value": settings.OIDC_ISSUER},
        aud={"essential": True, "values": clients},
        iat={"essential": True},
        exp={"essential": True},
        jti={"essential": True},
    )


def _departed(claims: dict[str, Any]) -> Departed:
    events, subject, session = (claims.get(name) for name in ("events", "sub", "sid"))
    if not isinstance(events, dict) or EVENT not in events or "nonce" in claims:
        raise LogoutRefused("not_a_logout_token")
    named = [value for value in (subject, session) if value]
    if not named or not all(isinstance(value, str) for value in named):
        raise LogoutRefused("nobody_named")
    if time.time() - claims["iat"] > FRESH_SECONDS:
        raise LogoutRefused("stale")
    if not cache.add(f"logout-token:{claims['jti']}", 1, timeout=2 * FRESH_SECONDS):
        raise LogoutRefused("replayed")
    return Departed(settings.OIDC_ISSUER, subject or "", session or "")
