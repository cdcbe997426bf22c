"""A matter as pages and API show it."""

from .drafts import (
    Progress,
    draft_rail,
    draft_rows,
    renewal_context,
    review_context,
    step_states,
    told_apart,
)
from .matter import (
    answer_rows,
    attached_by_name,
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
    "Progress",
    "actions_of",
    "answer_rows",
    "attached_by_name",
    "changes_of",
    "correction_rows",
    "draft_rail",
    "draft_rows",
    "due_in_words",
    "due_note",
    "facts",
    "has_numbers",
    "linked_errors",
    "matter_context",
    "page_context",
    "paper_rows",
    "progress_steps",
    "renewal_context",
    "review_context",
    "shown_answers",
    "standing_facts",
    "step_states",
    "thread_rows",
    "timeline",
    "told_apart",
]
