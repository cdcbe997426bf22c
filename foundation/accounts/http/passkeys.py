"""Passkeys (Web Authentication, level 2): the browser's half speaks JSON, the library checks."""

import json
import struct
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from foundation.accounts.errors import WrongFactor
from foundation.accounts.models import User
from foundation.accounts.services import factors, throttle
from foundation.core.http import client_address

LONGEST_NAME = 40
LONGEST_ANSWER = 20_000
MOST_PASSKEYS = 10
# What the library raises for an answer that no browser gives.
MALFORMED = (ValidationError, ValueError, LookupError, TypeError, AttributeError, struct.error)


def options_to_add(user: User) -> dict[str, Any]:
    """What the browser needs to make a passkey; the challenge stays in the session."""
    return dict(auth.begin_registration(user, passwordless=False))


def options_to_prove(user: User) -> dict[str, Any] | None:
    """What the browser needs to use one of the person's passkeys; None where there is none."""
    return dict(auth.begin_authentication(user)) if auth.get_credentials(user) else None


def _answer(request: HttpRequest) -> dict[str, Any]:
    text = request.POST.get("credential", "")
    try:
        answer = json.loads(text) if len(text) <= LONGEST_ANSWER else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise TypeError(text[:20])
    return answer


def add(request: HttpRequest, user: User, at: datetime) -> list[str]:
    """Take a new passkey in; return recovery codes for somebody who has none yet.

    Raises:
        WrongFactor: the browser's answer does not fit the challenge.
    """
    if len(factors.factors_of(user)[factors.PASSKEY]) >= MOST_PASSKEYS:
        raise WrongFactor(_("最多保留 10 个通行密钥，请先移除不用的。"))
    name = request.POST.get("name", "").strip()[:LONGEST_NAME] or _("通行密钥")
    try:
        credential = _answer(request)
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
        auth.WebAuthn.add(user, name, credential)
    except MALFORMED as error:
        raise WrongFactor(_("没有添加成功。请再试一次，并按浏览器的提示完成验证。")) from error
    factors.note_change(user=user, change="passkey_added", at=at)
    return factors.first_recovery_codes(user)


def prove(request: HttpRequest, user: User, at: datetime) -> None:
    """Check the browser's signature for the challenge of this session.

    Raises:
        TooManyTries: too many wrong ones in five minutes.
        WrongFactor: it does not fit.
    """
    address = client_address(request)
    tries = throttle.admit(account=f"second-factor:{user.pk}", address=address, at=at)
    try:
        answer = _answer(request)
        auth.parse_authentication_response(answer)
        factor: Authenticator = auth.complete_authentication(user, answer)
    except MALFORMED:
        raise factors.refused(user=user, kind=factors.PASSKEY, address=address, at=at) from None
    throttle.forgive(tries)
    factor.record_usage()
    factors.note_proof(user=user, kind=factors.PASSKEY, address=address, at=at)
