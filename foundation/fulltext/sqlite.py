"""Search in SQLite: terms in an FTS5 table, ranked by BM25 with titles ahead."""

from typing import Any

from django.db import connection
from django.db.models import FloatField, QuerySet, Value
from django.db.models.expressions import RawSQL
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
    SQLiteSearchResults,
)

from foundation.fulltext.analysis import index_terms
from foundation.fulltext.clauses import AllOf, AnyOf, Clause, Not, Term, all_of, any_of, negate
from foundation.fulltext.compiling import TermCompiler, TermIndex, TermResults
from foundation.fulltext.documents import Document
from foundation.fulltext.joins import MatchScore, join_matches, object_id_as_key

FTS_TABLE = SQLiteFTSIndexEntry._meta.db_table  # noqa: SLF001
ENTRY_TABLE = SQLiteFTSIndexEntry._meta.get_field("index_entry").related_model._meta.db_table  # noqa: SLF001
# Weights of the columns autocomplete, body, title, in the table's order.
SCORE = f"-bm25({FTS_TABLE}, 0, 1, 8)"
BEGINNING_SCORE = f"-bm25({FTS_TABLE}, 1, 0, 0)"


def match_string(clause: Clause) -> str:
    """A clause in the language of FTS5; it must not be a bare negation."""
    match clause:
        case Term():
            return f'"{clause.text}"' + ("*" if clause.is_prefix else "")
        case AnyOf():
            return f"({' OR '.join(match_string(part) for part in clause.clauses)})"
        case AllOf():
            wanted = [part for part in clause.clauses if not isinstance(part, Not)]
            unwanted = [part.clause for part in clause.clauses if isinstance(part, Not)]
            text = f"({' AND '.join(match_string(part) for part in wanted)})"
            return f"({text} NOT {match_string(any_of(unwanted))})" if unwanted else text
    raise ValueError("FTS5 has no unary negation.")


def settle(clause: Clause) -> Clause:
    """The same clause with negations only where FTS5 takes them: beside something wanted.

    What is left is a positive clause, or the negation of one.
    """
    match clause:
        case Not():
            return negate(settle(clause.clause))
        case AllOf():
            return _settled_all([settle(part) for part in clause.clauses])
        case AnyOf():
            opposites = [negate(settle(part)) for part in clause.clauses]
            if any(isinstance(settle(part), Not) for part in clause.clauses):
                return negate(_settled_all(opposites))
            return AnyOf(tuple(negate(part) for part in opposites))
    return clause


def _settled_all(parts: list[Clause]) -> Clause:
    if all(isinstance(part, Not) for part in parts):
        return negate(any_of(negate(part) for part in parts))
    return all_of(parts)


def joined_terms(text: str, *, with_singles: bool = False) -> str:
    """The terms of a text between spaces."""
    return " ".join(term for term, _ in index_terms(text, with_singles=with_singles))


class SQLiteTermIndex(TermIndex, SQLiteIndex):
    """Rows of terms between spaces, which FTS5's own tokenizer leaves as they are."""

    def render(self, document: Document) -> dict[str, str]:
        """The columns of an index row."""
        return {
            "title": joined_terms(document.title, with_singles=True),
            "body": joined_terms(document.body),
            "autocomplete": joined_terms(document.autocomplete, with_singles=True),
        }


class SQLiteTermCompiler(TermCompiler, SQLiteSearchQueryCompiler):
    """Whole words."""

    score = SCORE

    def columns(self) -> str:
        """The columns searched, as FTS5 names them."""
        return " ".join(sorted(self.searches()))

    def narrow(self, clause: Clause, *, is_scored: bool) -> tuple[QuerySet[Any], Any]:
        """Join with the rows that match, or leave out the rows that match a negation."""
        settled = settle(clause)
        if isinstance(settled, Not):
            sql, parameters = self.subquery(settled.clause, score="0")
            unwanted = RawSQL(f"SELECT object_id FROM ({sql})", parameters)  # noqa: S608, S611
            same = Value(0.0, output_field=FloatField())
            return self.queryset.exclude(pk__in=unwanted), same
        sql, parameters = self.subquery(settled, score=self.score if is_scored else "0")
        return join_matches(self.queryset, sql, parameters), MatchScore()

    def subquery(self, clause: Clause, *, score: str) -> tuple[str, tuple[Any, ...]]:
        """Ids and scores of the rows that match.

        Two fences for the planner, or the match runs once for every object: CROSS JOIN keeps
        the matches in the outer loop, LIMIT -1 keeps the subquery out of the outer query.
        """
        types = self.content_types()
        key = object_id_as_key(self.queryset.model._meta.pk, connection, "entry.object_id")  # noqa: SLF001
        marks = ", ".join(["%s"] * len(types))
        sql = (
            f"SELECT {key} AS object_id, {score} AS score FROM {FTS_TABLE} "  # noqa: S608
            f"CROSS JOIN {ENTRY_TABLE} entry ON entry.id = {FTS_TABLE}.rowid "
            f"WHERE {FTS_TABLE} MATCH %s AND entry.content_type_id IN ({marks}) LIMIT -1"
        )
        return sql, (f"{{{self.columns()}}} : {match_string(clause)}", *types)


class SQLiteTermBeginningCompiler(SQLiteTermCompiler, SQLiteAutocompleteQueryCompiler):
    """Words still being typed."""

    is_beginning = True
    score = BEGINNING_SCORE

    def columns(self) -> str:
        """The one column of what may be completed."""
        return "autocomplete"


class SQLiteTermResults(TermResults, SQLiteSearchResults):
    """Results that are counted without scores."""


class SQLiteTermBackend(SQLiteSearchBackend):
    """Wagtail's search on SQLite with our analysis."""

    index_class = SQLiteTermIndex
    query_compiler_class = SQLiteTermCompiler
    autocomplete_query_compiler_class = SQLiteTermBeginningCompiler
    results_class = SQLiteTermResults
