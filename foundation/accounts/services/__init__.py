"""Changes that signing in makes, and the conversation with the identity platform."""

from .people import PersonalFacts, personal_facts, sign_in_person
from .sign_in import Answer, begin, complete, sweep_attempts
from .throttle import admit, forgive, sweep_tries

__all__ = [
    "Answer",
    "PersonalFacts",
    "admit",
    "begin",
    "complete",
    "forgive",
    "personal_facts",
    "sign_in_person",
    "sweep_attempts",
    "sweep_tries",
]
