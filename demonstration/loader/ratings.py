"""What applicants thought of matters that ended of late, and what came of calling back."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from applications import services
from applications.enums import GOOD_ENDS
from applications.models import Application, Rating
from applications.services.rating import RATED
from foundation.accounts.acting import Acting, resolve
from foundation.accounts.enums import LoginKind
from foundation.accounts.models import User
from foundation.core.clock import now

from .people import user_of
from .tree import read

KEEPS_CLEAR = "tongkang"  # rates for himself when the portal is shown


def load_ratings(root: Path) -> int:
    """One rating for each of the matters that ended last; nothing where there are any."""
    if Rating.objects.exists():
        return 0
    rows = read(root, "ratings")["ratings"]
    ended = Application.objects.filter(state__in=GOOD_ENDS).exclude(applicant=user_of(KEEPS_CLEAR))
    latest = ended.select_related("applicant").order_by("-ended_at", "pk")[: len(rows)]
    for matter, row in zip(latest, rows, strict=False):
        _rate(matter, row)
    return len(latest)


def _rate(matter: Application, row: dict[str, Any]) -> None:
    kind = LoginKind.LEGAL if matter.enterprise_id else LoginKind.NATURAL
    owner = resolve(matter.applicant, login_kind=kind, enterprise_id=matter.enterprise_id)
    at = _after(matter.ended_at or matter.saved_at)
    rating = services.rate(
        acting=owner,
        application=matter,
        stars={name: row[name] for name in RATED},
        words=row.get("words", ""),
        at=at,
    )
    if outcome := row.get("outcome"):
        clerk = Acting(user=User.objects.get(username="clerk"), login_kind=LoginKind.STAFF)
        services.follow_up(acting=clerk, rating=rating, outcome=outcome, at=_after(at))


def _after(moment: datetime) -> datetime:
    return min(moment + timedelta(days=1), now())
