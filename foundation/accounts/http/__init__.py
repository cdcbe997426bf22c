"""What a session remembers of a sign-in, how long it lasts, and the ways to the sign-in page."""

from .kept import given_to, keep_typed, shown_entry
from .seats import other_seats, take_seat
from .session import EXPIRED, end_if_over, mark_end, mark_start, seconds_left, stay
from .trip import finish, leave, leave_for_platform, renew, wanted_page
from .turning import turn_to_sign_in
from .ways import to_sign_in

__all__ = [
    "EXPIRED",
    "end_if_over",
    "finish",
    "given_to",
    "keep_typed",
    "leave",
    "leave_for_platform",
    "mark_end",
    "mark_start",
    "other_seats",
    "renew",
    "seconds_left",
    "shown_entry",
    "stay",
    "take_seat",
    "to_sign_in",
    "turn_to_sign_in",
    "wanted_page",
]
