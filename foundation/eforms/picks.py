"""What an applicant may choose from in a form: licences, staff, sites, products of his own."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One thing on offer.

    Attributes:
        id: what the posted page names it by.
        label: what it is called.
        note: what tells it from its like: a number, a validity, a post.
        facts: what a form may ask about it; `kind` decides whether a field offers it.
    """

    id: str
    label: str
    note: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
