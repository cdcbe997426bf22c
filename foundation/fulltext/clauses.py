"""What is looked for, apart from any engine: terms joined by and, or, not."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the index, or the beginning of one."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every clause matches; of no clauses: everything does."""

    clauses: tuple["Clause", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some clause matches; of no clauses: nothing does."""

    clauses: tuple["Clause", ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """The clause does not match."""

    clause: "Clause"


Clause = Term | AllOf | AnyOf | Not
EVERYTHING = AllOf()
NOTHING = AnyOf()


def all_of(clauses: Iterable[Clause]) -> Clause:
    """Join by and; what always or never matches is settled here."""
    kept = tuple(dict.fromkeys(clause for clause in clauses if clause != EVERYTHING))
    if NOTHING in kept:
        return NOTHING
    return kept[0] if len(kept) == 1 else AllOf(kept)


def any_of(clauses: Iterable[Clause]) -> Clause:
    """Join by or; what always or never matches is settled here."""
    kept = tuple(dict.fromkeys(clause for clause in clauses if clause != NOTHING))
    if EVERYTHING in kept:
        return EVERYTHING
    return kept[0] if len(kept) == 1 else AnyOf(kept)


def negate(clause: Clause) -> Clause:
    """The opposite; of everything it is nothing, and the other way round."""
    if clause == EVERYTHING:
        return NOTHING
    if clause == NOTHING:
        return EVERYTHING
    return clause.clause if isinstance(clause, Not) else Not(clause)
