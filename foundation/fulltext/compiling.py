"""What the compilers of both databases share: from a query of Wagtail to a joined queryset."""

from typing import Any

from django.db.models import FloatField, QuerySet, Value
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText
from modelsearch.utils import get_descendants_content_types_pks

from foundation.fulltext.clauses import EVERYTHING, NOTHING, Clause, all_of, any_of, negate
from foundation.fulltext.documents import Document, document_of, is_title_field
from foundation.fulltext.joins import MatchScore
from foundation.fulltext.models import Synonym
from foundation.fulltext.parsing import SynonymGroups, beginning_of, clause_of, phrase_of


class QueryReader:
    """Reads the query objects of Wagtail's search as clauses."""

    def __init__(self, *, is_beginning: bool, groups: SynonymGroups = ()) -> None:
        self.is_beginning = is_beginning
        self.groups = groups

    def read(self, query: Any) -> Clause:
        """The clause that a query object stands for."""
        if isinstance(query, Boost):
            return self.read(query.subquery)
        if isinstance(query, And | Or | Not | MatchAll):
            return self.read_joined(query)
        if isinstance(query, Phrase):
            return phrase_of(query.query_string)
        if isinstance(query, PlainText | Fuzzy):
            return self.read_text(query.query_string, query.operator)
        raise NotImplementedError(f"{type(query).__name__} is not supported by full-text search.")

    def read_joined(self, query: Any) -> Clause:
        """The clause of queries joined by and, or, not; of no query at all it is everything."""
        if isinstance(query, Not):
            return negate(self.read(query.subquery))
        if isinstance(query, Or):
            return any_of(self.read(part) for part in query.subqueries)
        return all_of(self.read(part) for part in getattr(query, "subqueries", ()))

    def read_text(self, text: str, operator: str) -> Clause:
        """The clause of words that a person typed."""
        if self.is_beginning:
            return beginning_of(text, operator=operator)
        return clause_of(text, operator=operator, groups=self.groups)


class TermCompiler:
    """Mixed into the compiler of a database, which supplies `narrow`."""

    is_beginning = False
    queryset: QuerySet[Any]
    query: Any
    fields: list[str] | None
    order_by_relevance: bool

    def clause(self) -> Clause:
        """What is looked for, apart from any engine."""
        groups = () if self.is_beginning else Synonym.objects.groups()
        return QueryReader(is_beginning=self.is_beginning, groups=groups).read(self.query)

    def narrow(self, clause: Clause, *, is_scored: bool) -> tuple[QuerySet[Any], Any]:
        """The matching objects and the expression of their score."""
        raise NotImplementedError

    def content_types(self) -> tuple[int, ...]:
        """Content types of the model searched and of its descendants."""
        return tuple(sorted(get_descendants_content_types_pks(self.queryset.model)))

    def searches(self) -> frozenset[str]:
        """Which of title and body are searched."""
        if not self.fields:
            return frozenset({"title", "body"})
        model = self.queryset.model
        return frozenset("title" if is_title_field(model, name) else "body" for name in self.fields)

    def matches(self, *, is_scored: bool) -> tuple[QuerySet[Any], Any]:
        """All matching objects, in no particular order, and their score."""
        clause = self.clause()
        same = Value(1.0, output_field=FloatField())
        if clause == NOTHING:
            return self.queryset.none(), same
        if clause == EVERYTHING:
            return self.queryset, same
        return self.narrow(clause, is_scored=is_scored)

    def search(
        self,
        config: Any,  # noqa: ARG002
        start: int | None,
        stop: int | None,
        score_field: str | None = None,
        backend: Any = None,  # noqa: ARG002
    ) -> QuerySet[Any]:
        """The matching objects, best first unless another order was asked for."""
        needs_score = self.order_by_relevance or score_field is not None
        found, score = self.matches(is_scored=needs_score)
        if score_field is not None:
            found = found.annotate(**{score_field: score})
        if self.order_by_relevance and isinstance(score, MatchScore):
            found = found.order_by(score.desc(), "-pk")
        elif not found.query.order_by:
            found = found.order_by("-pk")
        return found[start:stop]


class TermResults:
    """Mixed into the results of a database: counting needs no scores."""

    query_compiler: Any
    start: int
    stop: int | None

    def _do_count(self) -> int:
        found, _ = self.query_compiler.matches(is_scored=False)
        return int(found[self.start : self.stop].count())


class TermIndex:
    """Mixed into the index of a database, which supplies `render`."""

    entries: QuerySet[Any]

    def render(self, document: Document) -> dict[str, str]:
        """The columns of an index row."""
        raise NotImplementedError

    def rows(self, things: list[Any]) -> dict[str, dict[str, str]]:
        """The columns of each object, by the text of its primary key."""
        return {str(thing.pk): self.render(document_of(thing)) for thing in things}

    def add_items(self, model: Any, things: list[Any]) -> None:
        """Write the rows of objects of one model, new or not."""
        if not model.get_search_fields():
            return
        content_type = self.content_type(model)
        entries = [
            self.entries.model(content_type=content_type, object_id=key, **columns)
            for key, columns in self.rows(things).items()
        ]
        self.entries.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=["title", "body", "autocomplete"],
        )

    def content_type(self, model: Any) -> Any:
        """The content type under which a model's rows are kept."""
        related = self.entries.model._meta.get_field("content_type").related_model  # noqa: SLF001
        return related.objects.get_for_model(model)

    def _refresh_title_norms(self, full: bool = False) -> None:  # noqa: FBT001, FBT002
        """Nothing: titles are ranked apart, so no save has to look at other rows."""
