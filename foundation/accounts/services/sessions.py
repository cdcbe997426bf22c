"""Sessions as things one can see and end: where one is signed in, and from where it is stopped."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from foundation.accounts.enums import SessionEnd
from foundation.accounts.models import SignedIn, User
from foundation.audit.services import record

KEPT_DAYS = 90


def _store(key: str) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def idle_limit(user: User) -> timedelta:
    """How long a person's session lives unused."""
    seconds = settings.STAFF_IDLE_SECONDS if user.is_staff else settings.PUBLIC_IDLE_SECONDS
    return timedelta(seconds=seconds)


def living_sessions(*, user: User, at: datetime) -> list[SignedIn]:
    """Where a person is signed in, the latest used first."""
    return list(SignedIn.objects.filter(user=user).living(at, idle=idle_limit(user)))


@transaction.atomic
def end_sessions(*, sessions: Q, reason: SessionEnd, at: datetime) -> int:
    """End every open session that matches, wherever it is; return how many there were."""
    ended = list(SignedIn.objects.open().filter(sessions).select_for_update())
    for session in ended:
        if session.session_key and reason != SessionEnd.LEFT:
            _store(session.session_key).delete()
        session.session_key, session.end, session.ended_at = "", reason, at
        session.save(update_fields=["session_key", "end", "ended_at"])
    return len(ended)


def leave_elsewhere(*, user: User, present: str, only: UUID | None, at: datetime) -> int:
    """End a person's other sessions, or one of them; return how many there were."""
    others = Q(user=user) & ~Q(session_key=present)
    if only is not None:
        others &= Q(uuid=only)
    ended = end_sessions(sessions=others, reason=SessionEnd.ELSEWHERE, at=at)
    if ended:
        record(
            actor=user,
            acting_for="",
            action="accounts.end_sessions",
            target=f"user:{user.pk}",
            detail={"ended": ended},
            at=at,
        )
    return ended


def end_at_platform(*, issuer: str, subject: str, platform_session: str, at: datetime) -> int:
    """End what belongs to one session of the platform, or to the whole account there."""
    if platform_session:
        chosen = Q(issuer=issuer, platform_session=platform_session)
        if subject:
            chosen &= Q(user__identities__subject=subject, user__identities__issuer=issuer)
    else:
        chosen = Q(
            issuer=issuer, user__identities__subject=subject, user__identities__issuer=issuer
        )
    found = SignedIn.objects.open().filter(chosen).values_list("pk", flat=True)
    return end_sessions(sessions=Q(pk__in=list(found)), reason=SessionEnd.PLATFORM, at=at)


def sweep_sessions(*, at: datetime) -> int:
    """Forget sessions that were over long ago; return how many."""
    return SignedIn.objects.filter(seen_at__lt=at - timedelta(days=KEPT_DAYS)).delete()[0]
