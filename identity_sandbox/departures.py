"""Telling the clients that somebody left: OpenID Connect Back-Channel Logout 1.0."""

import logging
import time
import uuid
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from allauth.core.internal import jwkkit  # the key's published name: the provider signs with it
from allauth.idp.oidc.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from joserfc import jwt
from joserfc.jwk import RSAKey

from identity_sandbox.models import SandboxUser, Visit

log = logging.getLogger(__name__)
EVENT = "http://schemas.openid.net/event/backchannel-logout"
TIMEOUT_SECONDS = 3
LIFETIME_SECONDS = 120
SID = "platform_session"


def remember(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Note which session of ours a client was told about."""
    code = parse_qs(urlsplit(answer.headers.get("Location", "")).query).get("code")
    nonce = request.GET.get("nonce", "")
    if not code or not nonce or not isinstance(request.user, SandboxUser):
        return
    sid = request.session.setdefault(SID, uuid.uuid4().hex)
    Visit.objects.update_or_create(
        nonce=nonce[:200],
        defaults={
            "user": request.user,
            "client_id": request.GET.get("client_id", "")[:100],
            "sid": sid,
            "session_key": request.session.session_key or "",
        },
    )


def leave_everywhere(account: SandboxUser) -> None:
    """End every session of an account that clients know of, and tell them."""
    visits = Visit.objects.filter(user=account)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in set(visits.values_list("session_key", flat=True)) - {""}:
        store(key).delete()
    for client_id in set(visits.values_list("client_id", flat=True)):
        _tell(client_id, sub=str(account.subject))
    visits.delete()


@receiver(user_logged_out)
def tell_clients(request: HttpRequest, user: Any, **_: Any) -> None:
    """A session ended: the clients that came from it are told."""
    sid = request.session.get(SID, "")
    if not sid or not isinstance(user, SandboxUser):
        return
    visits = Visit.objects.filter(sid=sid)
    for client_id in set(visits.values_list("client_id", flat=True)):
        _tell(client_id, sub=str(user.subject), sid=sid)
    visits.delete()


def _tell(client_id: str, **who: str) -> None:
    """Send one logout token; a client that does not answer keeps nobody from leaving."""
    moment = int(time.time())
    claims = {
        "iss": settings.IDENTITY_ISSUER,
        "aud": client_id,
        "iat": moment,
        "exp": moment + LIFETIME_SECONDS,
        "jti": uuid.uuid4().hex,
        "events": {EVENT: {}},
        **who,
    }
    pem = get_adapter().get_signing_key().pem
    published, _key = jwkkit.load_jwk_from_pem(pem)
    header = {"alg": "RS256", "typ": "logout+jwt", "kid": published["kid"]}
    token = jwt.encode(header, claims, RSAKey.import_key(pem))
    for url in settings.IDENTITY_BACKCHANNEL_URLS:
        try:
            requests.post(
                url, data={"logout_token": token}, timeout=TIMEOUT_SECONDS, allow_redirects=False
            )
        except requests.RequestException as error:
            log.warning("a client was not told of a departure: %s", type(error).__name__)
