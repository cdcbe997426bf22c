"""What frames and fills the pages of my space."""

from .frame import enterprise_facts, record_kinds, space_groups
from .records import place_of, record_page, records_context, tab_of, waiting_rows
from .sheet import records_sheet

__all__ = [
    "enterprise_facts",
    "place_of",
    "record_kinds",
    "record_page",
    "records_context",
    "records_sheet",
    "space_groups",
    "tab_of",
    "waiting_rows",
]
