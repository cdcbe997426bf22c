"""Between the password and the second factor of staff, and how fresh a proof is."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from foundation.accounts.models import User
from foundation.accounts.services.factors import has_factor

PENDING = "staff_pending"
PENDING_SECONDS = 10 * 60
PROVED = "factor_proved_at"
SECRET = "factor_secret"  # noqa: S105 (a key of the session)
KEPT_THROUGH = (PENDING, SECRET)


def hold(request: HttpRequest, user: User, *, wanted: str, remember: bool, at: datetime) -> None:
    """The password was right: remember whose it was, in a session that is nobody's yet."""
    request.session.flush()
    request.session[PENDING] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),
        "wanted": wanted,
        "remember": remember,
        "at": at.timestamp(),
    }


def held(request: HttpRequest, at: datetime) -> User | None:
    """Whose password was right a moment ago, unless it was changed since."""
    pending = request.session.get(PENDING)
    if pending is None or not 0 <= at.timestamp() - pending["at"] <= PENDING_SECONDS:
        return None
    user = User.objects.filter(pk=pending["user"], is_active=True).first()
    if user is None:
        return None
    same = constant_time_compare(pending["password"], user.get_session_auth_hash())
    return user if same else None


def wanted_after(request: HttpRequest) -> str:
    """The page that was wanted before the password was asked for."""
    return str(request.session.get(PENDING, {}).get("wanted", "/admin/"))


def let_in(request: HttpRequest, user: User, at: datetime) -> str:
    """Begin the session of somebody who has proved both; return the page that was wanted."""
    pending = request.session.get(PENDING, {})
    wanted = wanted_after(request)
    request.session.flush()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    mark_proved(request, at)
    request.session.set_expiry(settings.SESSION_COOKIE_AGE if pending.get("remember") else 0)
    return wanted


def mark_proved(request: HttpRequest, at: datetime) -> None:
    """The second factor was right just now."""
    request.session[PROVED] = at.timestamp()


def asks_factor(user: User) -> bool:
    """Whether the password alone is not enough for this person."""
    return settings.STAFF_SECOND_FACTOR_REQUIRED or has_factor(user)


def lacks_factor(request: HttpRequest) -> bool:
    """Whether a session of staff began without the second factor that is required."""
    user = request.user
    if not settings.STAFF_SECOND_FACTOR_REQUIRED or not isinstance(user, User):
        return False
    by_password = user.is_staff or not request.session.get("verified_kind")
    return by_password and PROVED not in request.session


def is_fresh(request: HttpRequest, at: datetime) -> bool:
    """Whether a high step may be taken without asking for the factor again."""
    user = request.user
    if not isinstance(user, User) or not asks_factor(user):
        return True
    proved = request.session.get(PROVED, 0)
    return bool(0 <= at.timestamp() - proved <= settings.STAFF_PROOF_SECONDS)
