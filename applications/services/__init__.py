"""Changes to a matter: drafting, files, submission, and every later move."""

from .asking import Wanted, ask_correction
from .assigning import assign, take_over
from .check_codes import code_like, normalise_check_code
from .clock import Reckoning, reckon
from .copying import copy_as_draft
from .corrections import answer_correction, save_correction, wrong_items
from .counter import agents_of, person_of, register, seat_of
from .drafts import discard_draft, save_draft, start
from .experience import pitfalls
from .files import attach_document, attach_file, remove_file
from .looking_up import look_up
from .moves import move, settle
from .noting import add_note, mark_point
from .opening import answers_now, open_keys, running_correction
from .papers import issue
from .printing import print_paper
from .rating import follow_up, rate
from .renewal import (
    awaits_choice,
    carry_over,
    keep_form,
    kept_until,
    newer_form,
    outdated,
    renew_draft,
)
from .schedule import recompute_open, run_clock
from .sharing import colleagues_of, hand_over
from .submission import missing_answers, submit
from .surroundings import around, around_each
from .talking import mark_read, post_message
from .unmasking import unmask
from .views_kept import keep_view

__all__ = [
    "Reckoning",
    "Wanted",
    "add_note",
    "agents_of",
    "answer_correction",
    "answers_now",
    "around",
    "around_each",
    "ask_correction",
    "assign",
    "attach_document",
    "attach_file",
    "awaits_choice",
    "carry_over",
    "code_like",
    "colleagues_of",
    "copy_as_draft",
    "discard_draft",
    "follow_up",
    "hand_over",
    "issue",
    "keep_form",
    "keep_view",
    "kept_until",
    "look_up",
    "mark_point",
    "mark_read",
    "missing_answers",
    "move",
    "newer_form",
    "normalise_check_code",
    "open_keys",
    "outdated",
    "person_of",
    "pitfalls",
    "post_message",
    "print_paper",
    "rate",
    "reckon",
    "recompute_open",
    "register",
    "remove_file",
    "renew_draft",
    "run_clock",
    "running_correction",
    "save_correction",
    "save_draft",
    "seat_of",
    "settle",
    "start",
    "submit",
    "take_over",
    "unmask",
    "wrong_items",
]
