"""Changes to a matter: drafting, files, submission, and every later move."""

from .check_codes import normalise_check_code
from .drafts import discard_draft, save_draft, start
from .files import attach_file, remove_file
from .moves import move
from .submission import missing_answers, submit
from .unmasking import unmask

__all__ = [
    "attach_file",
    "discard_draft",
    "missing_answers",
    "move",
    "normalise_check_code",
    "remove_file",
    "save_draft",
    "start",
    "submit",
    "unmask",
]
