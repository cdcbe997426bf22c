"""The applicant's side of a matter."""

from .correcting import correct, correct_live, correct_review
from .drafting import discard, fill, live, review, start
from .following import copy, detail, move, paper
from .looking_up import look_up
from .renewing import renew
from .sharing import hand_over
from .speaking import rate, say
from .uploading import upload

__all__ = [
    "copy",
    "correct",
    "correct_live",
    "correct_review",
    "detail",
    "discard",
    "fill",
    "hand_over",
    "live",
    "look_up",
    "move",
    "paper",
    "rate",
    "renew",
    "review",
    "say",
    "start",
    "upload",
]
