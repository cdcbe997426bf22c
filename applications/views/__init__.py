"""The applicant's side of a matter."""

from .drafting import discard, fill, review, start
from .following import copy, detail, move, paper
from .looking_up import look_up
from .speaking import rate, say

__all__ = [
    "copy",
    "detail",
    "discard",
    "fill",
    "look_up",
    "move",
    "paper",
    "rate",
    "review",
    "say",
    "start",
]
