"""Search in PostgreSQL: terms as a ready-made vector, weight A for titles, D for the rest."""

from collections import defaultdict
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
    PostgresSearchResults,
)

from foundation.fulltext.analysis import Placed, index_terms
from foundation.fulltext.clauses import AllOf, AnyOf, Clause, Not, Term
from foundation.fulltext.compiling import TermCompiler, TermIndex, TermResults
from foundation.fulltext.documents import Document
from foundation.fulltext.joins import MatchScore, join_matches, object_id_as_key

ENTRY_TABLE = IndexEntry._meta.db_table  # noqa: SLF001
# Of the weights D, C, B, A.
WEIGHTS = "{0.125, 0.25, 0.5, 1.0}"
LAST_PLACE = 16_383
MOST_PLACES = 255


def vector(titles: list[Placed], bodies: list[Placed]) -> str:
    """A tsvector in writing; PostgreSQL's own parser of text never sees Chinese."""
    places: dict[str, dict[int, str]] = defaultdict(dict)
    for weight, placed_terms in (("A", titles), ("", bodies)):
        for term, place in placed_terms:
            places[term].setdefault(min(place, LAST_PLACE), weight)
    return " ".join(f"'{term}':{_places(at)}" for term, at in sorted(places.items()))


def _places(at: dict[int, str]) -> str:
    return ",".join(f"{place}{weight}" for place, weight in sorted(at.items())[:MOST_PLACES])


def match_string(clause: Clause, *, weight: str = "") -> str:
    """A clause as a tsquery in writing."""
    match clause:
        case Term():
            label = ("*" if clause.is_prefix else "") + weight
            return f"'{clause.text}'" + (f":{label}" if label else "")
        case Not():
            return f"!{match_string(clause.clause, weight=weight)}"
        case AllOf() | AnyOf():
            sign = " & " if isinstance(clause, AllOf) else " | "
            return f"({sign.join(match_string(part, weight=weight) for part in clause.clauses)})"


class PostgresTermIndex(TermIndex, PostgresIndex):
    """Title and body share the `body` vector, which Wagtail's own GIN index serves."""

    def render(self, document: Document) -> dict[str, str]:
        """The columns of an index row."""
        titles = index_terms(document.title, with_singles=True)
        bodies = index_terms(document.body, first_place=len(titles) + 2)
        beginnings = index_terms(document.autocomplete, with_singles=True)
        return {
            "title": "",
            "body": vector(titles, bodies),
            "autocomplete": vector([], beginnings),
        }


class PostgresTermCompiler(TermCompiler, PostgresSearchQueryCompiler):
    """Whole words."""

    column = "body"

    def weight(self) -> str:
        """The weight asked for where only titles or only bodies are searched."""
        searches = self.searches()
        if len(searches) > 1:
            return ""
        return "A" if "title" in searches else "D"

    def narrow(self, clause: Clause, *, is_scored: bool) -> tuple[QuerySet[Any], Any]:
        """Join with the rows that match; OFFSET 0 keeps the planner from merging the two."""
        types = self.content_types()
        wanted = match_string(clause, weight=self.weight())
        key = object_id_as_key(self.queryset.model._meta.pk, connection, "entry.object_id")  # noqa: SLF001
        rank = f"ts_rank('{WEIGHTS}', entry.{self.column}, %s::tsquery)" if is_scored else "0"
        marks = ", ".join(["%s"] * len(types))
        sql = (
            f"SELECT {key} AS object_id, {rank} AS score FROM {ENTRY_TABLE} entry "  # noqa: S608
            f"WHERE entry.{self.column} @@ %s::tsquery "
            f"AND entry.content_type_id IN ({marks}) OFFSET 0"
        )
        queries = [wanted, wanted] if is_scored else [wanted]
        return join_matches(self.queryset, sql, (*queries, *types)), MatchScore()


class PostgresTermBeginningCompiler(PostgresTermCompiler, PostgresAutocompleteQueryCompiler):
    """Words still being typed."""

    is_beginning = True
    column = "autocomplete"

    def weight(self) -> str:
        """What may be completed has one weight."""
        return ""


class PostgresTermResults(TermResults, PostgresSearchResults):
    """Results that are counted without scores."""


class PostgresTermBackend(PostgresSearchBackend):
    """Wagtail's search on PostgreSQL with our analysis."""

    index_class = PostgresTermIndex
    query_compiler_class = PostgresTermCompiler
    autocomplete_query_compiler_class = PostgresTermBeginningCompiler
    results_class = PostgresTermResults
