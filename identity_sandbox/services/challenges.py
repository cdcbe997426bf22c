"""Challenges: posed to one browser, answered once, forgotten after a day."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from identity_sandbox.enums import ChallengePurpose
from identity_sandbox.errors import CertificateRefused, Reason
from identity_sandbox.models import Challenge

LIFETIME = timedelta(minutes=10)
# So long somebody who answers late is told that it was used, not only that it is over.
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Errand:
    """What a browser is about: its session, what the signature is for, and when."""

    session_key: str
    purpose: ChallengePurpose
    at: datetime


def pose(errand: Errand, *, wanted: uuid.UUID | None = None) -> Challenge:
    """Return the challenge a page shows: the wanted one while it is open, else a new one.

    The text names the platform and the purpose, so that a signature says what it was for.
    """
    Challenge.objects.over(errand.at - KEPT).delete()
    mine = Challenge.objects.open_to(
        session_key=errand.session_key, purpose=errand.purpose, at=errand.at
    )
    known = mine.filter(pk=wanted).first() if wanted else None
    if known is not None:
        return known
    expires_at = errand.at + LIFETIME
    text = (
        f"{settings.IDENTITY_ISSUER} {errand.purpose} "
        f"{secrets.token_urlsafe(32)} {expires_at:%Y-%m-%dT%H:%M:%SZ}\n"
    )
    return Challenge.objects.create(
        purpose=errand.purpose, session_key=errand.session_key, text=text, expires_at=expires_at
    )


def take(errand: Errand, *, challenge_id: uuid.UUID | None) -> bytes:
    """Use a challenge up and return what was to be signed.

    One conditional update decides: of several answers to one challenge exactly one is heard.

    Raises:
        CertificateRefused: it was answered before, is over, or was never posed to this browser.
    """
    if challenge_id is None:
        raise CertificateRefused(Reason.CHALLENGE_EXPIRED, field="signature")
    mine = Challenge.objects.filter(
        pk=challenge_id, session_key=errand.session_key, purpose=errand.purpose
    )
    taken = mine.filter(used_at=None, expires_at__gt=errand.at).update(used_at=errand.at)
    challenge = mine.first()
    if taken and challenge is not None:
        return challenge.text.encode("ascii")
    used = challenge is not None and challenge.used_at is not None
    reason = Reason.CHALLENGE_USED if used else Reason.CHALLENGE_EXPIRED
    raise CertificateRefused(reason, field="signature")
