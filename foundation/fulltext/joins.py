"""The join of a queryset with the rows that the full-text index found."""

from collections.abc import Mapping
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, FloatField, QuerySet, UUIDField
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import INNER
from django.db.models.sql.datastructures import BaseTable

ALIAS = "fulltext_match"
Parameters = tuple[str | int, ...]


class MatchJoin(BaseTable):
    """An inner join on a subquery of (object_id, score).

    The subquery runs once and drives the join; a correlated score would run once a row.
    """

    join_type = INNER

    def __init__(self, sql: str, parameters: Parameters, alias: str, on: tuple[str, str]) -> None:
        super().__init__(ALIAS, alias)
        self.sql = sql
        self.parameters = parameters
        self.match_alias = alias
        self.parent_alias, self.parent_column = on

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, Parameters]:
        """The FROM part of this join."""
        quote = connection.ops.quote_name
        alias = quote(self.match_alias)
        parent = compiler.quote_name_unless_alias(self.parent_alias)
        on = f"{alias}.object_id = {parent}.{quote(self.parent_column)}"
        return f"INNER JOIN ({self.sql}) {alias} ON ({on})", self.parameters

    def relabeled_clone(self, change_map: Mapping[Any, str]) -> "MatchJoin":
        """The same join under other aliases, as when the query becomes a subquery."""
        alias = change_map.get(self.match_alias, self.match_alias)
        parent = change_map.get(self.parent_alias, self.parent_alias)
        return MatchJoin(self.sql, self.parameters, alias, (parent, self.parent_column))

    @property
    def identity(self) -> tuple[Any, ...]:
        """What makes two joins the same."""
        return (MatchJoin, self.sql, self.parameters, self.match_alias, self.parent_alias)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MatchJoin) and self.identity == other.identity

    def __hash__(self) -> int:
        return hash(self.identity)


class MatchScore(Expression):
    """How well a row matches; the more the better."""

    output_field = FloatField()

    def __init__(self, alias: str = ALIAS) -> None:
        super().__init__()
        self.alias = alias

    def as_sql(
        self,
        compiler: SQLCompiler,  # noqa: ARG002
        connection: BaseDatabaseWrapper,
    ) -> tuple[str, Parameters]:
        """The column of the join that holds the score."""
        return f"{connection.ops.quote_name(self.alias)}.score", ()

    def relabeled_clone(self, change_map: Mapping[Any, str]) -> "MatchScore":
        """The same column under another alias."""
        return MatchScore(change_map.get(self.alias, self.alias))

    def get_group_by_cols(self) -> list[Any]:
        """A plain column groups by itself."""
        return [self]


def join_matches(queryset: QuerySet[Any], sql: str, parameters: Parameters) -> QuerySet[Any]:
    """The queryset, narrowed to the objects that the subquery names."""
    narrowed = queryset.all()
    query = narrowed.query
    parent = query.get_initial_alias()
    column = queryset.model._meta.pk.column  # noqa: SLF001
    query.alias_map[ALIAS] = MatchJoin(sql, parameters, ALIAS, (parent, column))
    query.alias_refcount[ALIAS] = 1
    query.table_map[ALIAS] = [ALIAS]
    return narrowed


def object_id_as_key(key: Any, connection: BaseDatabaseWrapper, column: str) -> str:
    """SQL that turns the index's textual object id into the model's kind of primary key."""
    while key.remote_field:
        key = key.target_field
    if isinstance(key, UUIDField) and not connection.features.has_native_uuid_field:
        return f"REPLACE({column}, '-', '')"
    return f"CAST({column} AS {key.cast_db_type(connection)})"
