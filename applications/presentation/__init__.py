"""A matter as pages and API show it."""

from .matter import (
    answer_rows,
    attached_by_name,
    detail_url,
    due_in_words,
    due_note,
    facts,
    has_numbers,
    linked_errors,
    matter_context,
    progress_steps,
    shown_answers,
    timeline,
)
from .page import actions_of, page_context, standing_facts
from .thread import changes_of, correction_rows, paper_rows, thread_rows

__all__ = [
    "actions_of",
    "answer_rows",
    "attached_by_name",
    "changes_of",
    "correction_rows",
    "detail_url",
    "due_in_words",
    "due_note",
    "facts",
    "has_numbers",
    "linked_errors",
    "matter_context",
    "page_context",
    "paper_rows",
    "progress_steps",
    "shown_answers",
    "standing_facts",
    "thread_rows",
    "timeline",
]
