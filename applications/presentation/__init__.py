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

__all__ = [
    "answer_rows",
    "attached_by_name",
    "detail_url",
    "due_in_words",
    "due_note",
    "facts",
    "has_numbers",
    "linked_errors",
    "matter_context",
    "progress_steps",
    "shown_answers",
    "timeline",
]
