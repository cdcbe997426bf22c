"""A sign-in from leaving for the platform to coming back."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from foundation.accounts.enums import LoginKind
from foundation.accounts.errors import SignInStale
from foundation.accounts.models import Identity, SignInAttempt, User

from . import platform
from .people import known_staff, sign_in_person


@dataclass(frozen=True, slots=True)
class Answer:
    """A sign-in that succeeded.

    Attributes:
        identity: who.
        enterprise_id: for whom, None for oneself.
        wanted: the page that was wanted.
        asked: the kind that was asked for; the identity's own kind may differ.
        id_token: for signing out on both sides.
        platform_session: the platform's name for its own session, if it has one.
    """

    identity: Identity
    enterprise_id: int | None
    wanted: str
    asked: str
    id_token: str
    platform_session: str


@dataclass(frozen=True, slots=True)
class Errand:
    """What a sign-in leaves for.

    Attributes:
        kind: as whom, one of `LoginKind`.
        wanted: a path of this host.
        browser: a secret of this browser's session.
        redirect_uri: where the platform sends the browser back to.
        is_restart: whether it repeats one that failed; such a one is not repeated again.
        renews: the person whose session ran out; the platform then answers without asking, and
            only that person is let in.
    """

    kind: str
    wanted: str
    browser: str
    redirect_uri: str
    is_restart: bool = False
    renews: int | None = None


def digest(secret: str) -> str:
    """What is stored of a secret that the browser brings back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def begin(*, errand: Errand, at: datetime) -> str:
    """Remember a sign-in and return the platform's address to send the browser to.

    Raises:
        PlatformUnavailable: the platform does not answer.
    """
    departure = platform.depart(
        kind=errand.kind, redirect_uri=errand.redirect_uri, is_silent=errand.renews is not None
    )
    SignInAttempt.objects.create(
        state_digest=digest(departure.state),
        browser_digest=digest(errand.browser),
        kind=errand.kind,
        nonce=departure.nonce,
        code_verifier=departure.code_verifier,
        redirect_uri=errand.redirect_uri,
        wanted=errand.wanted,
        is_restart=errand.is_restart,
        renews_id=errand.renews,
        created_at=at,
    )
    return departure.url


def attempt_of(state: str) -> SignInAttempt | None:
    """The sign-in that a state belongs to, used up or not."""
    return SignInAttempt.objects.filter(state_digest=digest(state)).first() if state else None


def complete(*, state: str, code: str, browser: str, at: datetime) -> Answer:
    """Finish a sign-in with what the platform sent back.

    Raises:
        SignInStale: unknown, used or expired state, another browser, or a code used up.
        SignInRefused: a check failed.
        PlatformUnavailable: the platform does not answer.
    """
    attempt = _claimed(state, code, browser, is_staff=False, at=at)
    verified = _redeemed(attempt, code)
    identity, enterprise_id = sign_in_person(verified=verified, at=at)
    if attempt.renews_id not in (None, identity.user_id):
        raise SignInStale(_("登录没有完成，请重新登录。"))
    return Answer(
        identity=identity,
        enterprise_id=enterprise_id,
        wanted=attempt.wanted,
        asked=attempt.kind,
        id_token=verified.id_token,
        platform_session=verified.platform_session,
    )


def complete_staff(*, state: str, code: str, browser: str, at: datetime) -> tuple[User, str]:
    """The same for staff: the account here, and the page that was wanted.

    Raises:
        SignInStale: unknown, used or expired state, another browser, or a code used up.
        SignInRefused: a check failed, or nobody of the staff has this account.
        PlatformUnavailable: the platform does not answer.
    """
    attempt = _claimed(state, code, browser, is_staff=True, at=at)
    user = known_staff(verified=_redeemed(attempt, code), at=at)
    return user, attempt.wanted


def _claimed(state: str, code: str, browser: str, *, is_staff: bool, at: datetime) -> SignInAttempt:
    """The sign-in that a state belongs to, used up by this answer alone."""
    attempt = attempt_of(state)
    if attempt is None or not code or (attempt.kind == LoginKind.STAFF) != is_staff:
        raise SignInStale(_("登录没有完成，请重新登录。"))
    if not secrets.compare_digest(attempt.browser_digest, digest(browser)):
        raise SignInStale(_("登录没有完成，请重新登录。"))
    if not SignInAttempt.objects.claim(attempt.state_digest, at=at):
        raise SignInStale(_("这次登录已经用过或已过期，请重新登录。"))
    return attempt


def _redeemed(attempt: SignInAttempt, code: str) -> platform.Verified:
    return platform.redeem(
        kind=attempt.kind,
        code=code,
        redirect_uri=attempt.redirect_uri,
        code_verifier=attempt.code_verifier,
        nonce=attempt.nonce,
    )


def sweep_attempts(*, at: datetime) -> int:
    """Forget sign-ins that nobody will come back to; return how many."""
    return SignInAttempt.objects.expired(at).delete()[0]
