"""Changes to a matter: drafting, files, submission, and every later move."""

from .assigning import assign, take_over
from .check_codes import normalise_check_code
from .drafts import discard_draft, save_draft, start
from .files import attach_file, remove_file
from .moves import move
from .noting import add_note, mark_point
from .papers import issue
from .printing import print_paper
from .submission import missing_answers, submit
from .unmasking import unmask
from .views_kept import keep_view

__all__ = [
    "add_note",
    "assign",
    "attach_file",
    "discard_draft",
    "issue",
    "keep_view",
    "mark_point",
    "missing_answers",
    "move",
    "normalise_check_code",
    "print_paper",
    "remove_file",
    "save_draft",
    "start",
    "submit",
    "take_over",
    "unmask",
]
