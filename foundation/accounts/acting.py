"""Who acts, and for whom: resolved once per request, checked against live membership."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from .enums import LoginKind, Right
from .models import User

EVERY_RIGHT = frozenset(Right.values)


@dataclass(frozen=True, slots=True)
class Acting:
    """A person in a role, for this request.

    Attributes:
        user: who is signed in, None for a visitor.
        login_kind: as whom: legal, natural, staff, or none.
        enterprise_id: primary key of the enterprise acted for, None when for oneself.
        enterprise_name: its name, for the page head and the audit trail.
        rights: what the membership allows for that enterprise.
    """

    user: User | None = None
    login_kind: str = LoginKind.NONE
    enterprise_id: int | None = None
    enterprise_name: str = ""
    rights: frozenset[str] = field(default_factory=frozenset)

    @property
    def idle_seconds(self) -> int:
        """How long the session lives unused."""
        return settings.STAFF_IDLE_SECONDS if self.is_staff else settings.PUBLIC_IDLE_SECONDS

    @property
    def is_anonymous(self) -> bool:
        """Nobody is signed in."""
        return self.user is None

    @property
    def is_staff(self) -> bool:
        """Somebody of the authority, signed in at the admin."""
        return self.login_kind == LoginKind.STAFF

    @property
    def is_legal(self) -> bool:
        """Acts for an enterprise."""
        return self.login_kind == LoginKind.LEGAL and self.enterprise_id is not None

    @property
    def is_natural(self) -> bool:
        """Acts for oneself."""
        return self.login_kind == LoginKind.NATURAL

    @property
    def name(self) -> str:
        """The person's name."""
        return str(self.user) if self.user else ""

    @property
    def on_behalf(self) -> str:
        """For whom, in words, for the audit trail."""
        return self.enterprise_name or self.name

    def may(self, right: str) -> bool:
        """Whether the membership allows it; for oneself everything is allowed."""
        return self.is_natural or right in self.rights


ANONYMOUS = Acting()


@dataclass(frozen=True, slots=True)
class Seat:
    """One enterprise that a user acts for."""

    enterprise_id: int
    enterprise_name: str
    rights: frozenset[str]


SeatFinder = Callable[[User], list[Seat]]
Enroller = Callable[[User, dict[str, Any]], int]

_seat_finders: list[SeatFinder] = []
_enrollers: list[Enroller] = []


def register_seats(finder: SeatFinder) -> None:
    """Let an upper app tell which enterprises a user acts for, at this moment."""
    _seat_finders.append(finder)


def register_enroller(enroller: Enroller) -> None:
    """Let an upper app make enterprise and membership of a first legal sign-in.

    It is given the user and the verified facts (our names, see `OIDC_CLAIMS`) and
    returns the primary key of the enterprise.
    """
    _enrollers.append(enroller)


def seats_of(user: User) -> list[Seat]:
    """Every enterprise that `user` may act for now."""
    return [seat for finder in _seat_finders for seat in finder(user)]


def enroll(user: User, facts: dict[str, Any]) -> int | None:
    """Make sure that enterprise and membership of a legal sign-in exist."""
    ids = [enroller(user, facts) for enroller in _enrollers]
    return ids[0] if ids else None


def resolve(user: User | AnonymousUser, *, login_kind: str, enterprise_id: int | None) -> Acting:
    """The acting identity of a session, checked against live membership."""
    if not isinstance(user, User) or not user.is_active:
        return ANONYMOUS
    if login_kind != LoginKind.LEGAL:
        kind = login_kind or (LoginKind.STAFF if user.is_staff else LoginKind.NATURAL)
        if kind == LoginKind.STAFF and not user.is_staff:
            return ANONYMOUS
        return Acting(user=user, login_kind=kind)
    for seat in seats_of(user):
        if seat.enterprise_id == enterprise_id:
            return Acting(
                user=user,
                login_kind=LoginKind.LEGAL,
                enterprise_id=seat.enterprise_id,
                enterprise_name=seat.enterprise_name,
                rights=seat.rights,
            )
    return Acting(user=user, login_kind=LoginKind.LEGAL)
