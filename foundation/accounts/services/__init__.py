"""Changes that signing in makes, and the conversation with the identity platform."""

from .kept import sweep_entries
from .people import PersonalFacts, personal_facts, sign_in_person
from .platform_logout import read_logout_token
from .sessions import (
    end_at_platform,
    end_sessions,
    leave_elsewhere,
    living_sessions,
    sweep_sessions,
)
from .sign_in import Answer, Errand, begin, complete, sweep_attempts
from .throttle import admit, forgive, sweep_tries

__all__ = [
    "Answer",
    "Errand",
    "PersonalFacts",
    "admit",
    "begin",
    "complete",
    "end_at_platform",
    "end_sessions",
    "forgive",
    "leave_elsewhere",
    "living_sessions",
    "personal_facts",
    "read_logout_token",
    "sign_in_person",
    "sweep_attempts",
    "sweep_entries",
    "sweep_sessions",
    "sweep_tries",
]
