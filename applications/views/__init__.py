"""The applicant's side of a matter."""

from .drafting import discard, fill, review, start
from .following import detail, move

__all__ = ["detail", "discard", "fill", "move", "review", "start"]
