"""Finding things by words, and showing what was found.

Query texts are personal: they are neither logged nor kept here.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from modelsearch.backends import get_search_backend
from modelsearch.query import PlainText

from foundation.fulltext.documents import document_of
from foundation.fulltext.highlighting import Marker
from foundation.fulltext.models import Synonym

MOST_HITS = 5_000
ENOUGH_HITS = 10
MOST_LOOSE_HITS = 200
WORTHWHILE = 0.2
SCORE = "fulltext_score"


@dataclass(frozen=True, slots=True)
class Hit:
    """One object found; `group` is the value of the field that was asked for."""

    pk: Any
    score: float
    group: Any = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, best first.

    Attributes:
        hits: the objects by primary key.
        is_widened: whether hits that hold only some of the words were added.
        is_capped: whether there is more than was fetched.
    """

    hits: tuple[Hit, ...] = ()
    is_widened: bool = False
    is_capped: bool = False

    def __len__(self) -> int:
        return len(self.hits)

    @property
    def pks(self) -> list[Any]:
        """Primary keys, best first."""
        return [hit.pk for hit in self.hits]

    def counts(self) -> Counter[Any]:
        """How many hits there are in each group."""
        return Counter(hit.group for hit in self.hits)

    def in_groups(self, groups: Iterable[Any]) -> "Findings":
        """Only the hits of these groups."""
        wanted = set(groups)
        kept = tuple(hit for hit in self.hits if hit.group in wanted)
        return Findings(kept, self.is_widened, self.is_capped)

    def arrange(self, things: Iterable[Any]) -> list[Any]:
        """Objects, fetched in any order, in the order of the findings."""
        by_key = {thing.pk: thing for thing in things}
        return [by_key[hit.pk] for hit in self.hits if hit.pk in by_key]


def find(
    queryset: QuerySet[Any], text: str, *, limit: int = MOST_HITS, group_by: str | None = None
) -> Findings:
    """Find the objects of a queryset that hold the words of a text.

    First those that hold all of them; if these are few, also those that hold some, unless
    they score far below the best. Filters of the queryset hold; its order gives way to the
    score.

    Args:
        queryset: objects of a searchable model, filtered as needed.
        text: what a person typed; anything is allowed.
        limit: how many hits to fetch at most.
        group_by: a field whose value each hit carries, for counting by kind.

    Returns:
        The findings; none for a text without words.
    """
    strict = _hits(queryset, PlainText(text, operator="and"), limit=limit + 1, group_by=group_by)
    if len(strict) >= ENOUGH_HITS:
        return Findings(tuple(strict[:limit]), is_capped=len(strict) > limit)
    loose = _hits(
        queryset, PlainText(text, operator="or"), limit=MOST_LOOSE_HITS, group_by=group_by
    )
    known = {hit.pk for hit in strict}
    floor = max((hit.score for hit in loose), default=0.0) * WORTHWHILE
    added = [hit for hit in loose if hit.pk not in known and hit.score >= floor]
    return Findings(tuple([*strict, *added][:limit]), is_widened=bool(added))


def _hits(
    queryset: QuerySet[Any], query: PlainText, *, limit: int, group_by: str | None
) -> list[Hit]:
    """The best hits of one pass.

    The compiler is used directly: `search` would demand that every filter of the queryset is
    declared in the index, which a database does not need.
    """
    backend = get_search_backend()
    compiler = backend.query_compiler_class(queryset, query)
    found = compiler.search(None, 0, limit, score_field=SCORE)
    columns = ["pk", SCORE, *([group_by] if group_by else [])]
    return [Hit(*row) for row in found.values_list(*columns)]


def marker(query: str) -> Marker:
    """What marks this query in texts; make one for a whole page of results."""
    return Marker(query, Synonym.objects.groups())


def highlight(text: str, query: str) -> SafeString:
    """A text as safe HTML, what the query looks for in `<mark>`."""
    return marker(query).highlight(text)


def body_text(thing: Any) -> str:
    """What the index holds of an object beside its title, as plain text."""
    return document_of(thing).body
