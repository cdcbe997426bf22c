"""A lifecycle as one table: buttons, services, API, tests and diagrams are read off it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Move:
    """One row of a lifecycle table.

    Attributes:
        name: the verb, as in URLs and the audit trail.
        sources: states in which it may begin.
        target: state in which it ends.
        label: words on its button.
        by: who may: a key that the app's permissions understand.
        asks_note: whether a written reason is required.
        tone: look of its button: primary, secondary or danger.
        clock: what it does to the clock of the thing, in words that the app's clock knows.
        paper: the notice that it sends, by its kind.
    """

    name: str
    sources: frozenset[str]
    target: str
    label: str | Promise
    by: str
    asks_note: bool = False
    tone: str = "primary"
    clock: str = ""
    paper: str = ""


class StateTable:
    """All moves of one lifecycle."""

    def __init__(self, moves: Iterable[Move]) -> None:
        self._moves = {move.name: move for move in moves}

    def __iter__(self) -> Iterator[Move]:
        return iter(self._moves.values())

    def __getitem__(self, name: str) -> Move:
        return self._moves[name]

    def __contains__(self, name: str) -> bool:
        return name in self._moves

    def open_in(self, state: str) -> list[Move]:
        """The moves that may begin in `state`, in the order of the table."""
        return [move for move in self if state in move.sources]

    def mermaid(self) -> str:
        """The table as a state diagram for the docs."""
        rows = sorted((source, move.target, move.name) for move in self for source in move.sources)
        lines = [f"    {source} --> {target}: {name}" for source, target, name in rows]
        return "\n".join(["stateDiagram-v2", *lines])
