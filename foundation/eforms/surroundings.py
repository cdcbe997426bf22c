"""What answers are checked against, beside the form itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from .definition import Field, Files
from .picks import Pick

Picks = Mapping[str, tuple[Pick, ...]]
NO_FILES: Files = MappingProxyType({})
NO_FACTS: Mapping[str, str] = MappingProxyType({})
NO_PICKS: Picks = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The day, the files of this case, what is known of the applicant, and what he owns.

    Attributes:
        today: the day on which answers are given.
        files: the stored files of this case, by uuid: others are refused and not shown.
        facts: what is registered, by the values of `Prefill`.
        picks: what pickers offer, by their kind.
    """

    today: date
    files: Files = field(default_factory=lambda: NO_FILES)
    facts: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)
    picks: Picks = field(default_factory=lambda: NO_PICKS)

    def offered(self, asked: Field) -> tuple[Pick, ...]:
        """What one picker offers."""
        every = self.picks.get(str(asked.kind), ())
        if not asked.source_kind:
            return every
        return tuple(pick for pick in every if pick.facts.get("kind") == asked.source_kind)
