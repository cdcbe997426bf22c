"""Changes to a matter: drafting, files, submission, and every later move."""

from .assigning import assign, take_over
from .check_codes import normalise_check_code
from .copying import copy_as_draft
from .drafts import discard_draft, save_draft, start
from .files import attach_file, remove_file
from .looking_up import look_up
from .moves import move
from .noting import add_note, mark_point
from .papers import issue
from .printing import print_paper
from .rating import rate
from .renewal import keep_form, renew_draft
from .sharing import hand_over
from .submission import missing_answers, submit
from .talking import mark_read, post_message
from .unmasking import unmask
from .views_kept import keep_view

__all__ = [
    "add_note",
    "assign",
    "attach_file",
    "copy_as_draft",
    "discard_draft",
    "hand_over",
    "issue",
    "keep_form",
    "keep_view",
    "look_up",
    "mark_point",
    "mark_read",
    "missing_answers",
    "move",
    "normalise_check_code",
    "post_message",
    "print_paper",
    "rate",
    "remove_file",
    "renew_draft",
    "save_draft",
    "start",
    "submit",
    "take_over",
    "unmask",
]
