"""Text cut into terms, the same way for every index and every query.

Han characters become overlapping pairs; single ones are kept of titles only, since in bodies
nearly every one is everywhere. Latin and digit runs stay whole and are also joined with
their neighbours, so that `GB/T 37668`, `GB/T37668` and `GBT 37668` meet. No dictionary and no
positions are needed: a query is a set of terms, which every engine matches alike.
"""

import re
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from foundation.fulltext.characters import fold

INDEXED_CHARACTERS = 50_000
LONGEST_TERM = 64
JOINED_RUNS = 3
WIDEST_GAP = 3
HAN = (
    "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
Placed = tuple[str, int]
RUN = re.compile(rf"(?P<han>[{HAN}]+)|\d+|(?:(?![{HAN}])[^\W\d_])+")


class Run(NamedTuple):
    """A stretch of one kind of character in folded text."""

    text: str
    start: int
    end: int
    is_han: bool

    @property
    def is_number(self) -> bool:
        """Whether the run is made of digits."""
        return self.text.isdigit()


def runs(folded: str) -> Iterator[Run]:
    """The runs of folded text in their order."""
    for found in RUN.finditer(folded):
        yield Run(found.group(), found.start(), found.end(), found["han"] is not None)


def pairs(han: str) -> list[str]:
    """The overlapping pairs of a Han run."""
    return [han[at : at + 2] for at in range(len(han) - 1)]


def chains(folded: str, *, widest_gap: int = WIDEST_GAP) -> Iterator[list[Run]]:
    """Runs in groups: each Han run alone, neighbouring Latin and digit runs together."""
    chain: list[Run] = []
    for run in runs(folded):
        if chain and (run.is_han or run.start - chain[-1].end > widest_gap):
            yield chain
            chain = []
        if run.is_han:
            yield [run]
        else:
            chain.append(run)
    if chain:
        yield chain


def joined(chain: list[Run]) -> Iterator[tuple[int, str]]:
    """Neighbours written together, each with the number of the run it begins at."""
    for width in range(2, JOINED_RUNS + 1):
        for first in range(len(chain) - width + 1):
            yield first, "".join(run.text for run in chain[first : first + width])
    for first, numbers in dashed_numbers(chain):
        if len(numbers) > JOINED_RUNS:
            yield first, "".join(run.text for run in numbers)


def dashed_numbers(chain: list[Run]) -> Iterator[tuple[int, list[Run]]]:
    """Groups of digit runs that stand a single sign apart, as in a telephone number."""
    first, group = 0, chain[:1]
    for at, run in enumerate(chain[1:], start=1):
        if run.is_number and group[-1].is_number and run.start - group[-1].end == 1:
            group.append(run)
            continue
        if len(group) > 1:
            yield first, group
        first, group = at, [run]
    if len(group) > 1:
        yield first, group


def single(character: str) -> str:
    """The term of one Han character; no run is mixed, so no other term looks like it."""
    return f"z{character}"


def index_terms(text: str, *, with_singles: bool = False, first_place: int = 1) -> list[Placed]:
    """The terms that the index holds for a text, each with its place counted in terms."""
    placed: list[Placed] = []
    place = first_place
    for chain in chains(fold(text[:INDEXED_CHARACTERS])):
        if chain[0].is_han:
            placed += _han_terms(chain[0].text, place, with_singles=with_singles)
            place += len(chain[0].text)
        else:
            placed += [(run.text[:LONGEST_TERM], place + at) for at, run in enumerate(chain)]
            placed += [(term[:LONGEST_TERM], place + at) for at, term in joined(chain)]
            place += len(chain)
    return placed


def _han_terms(han: str, place: int, *, with_singles: bool) -> Iterator[Placed]:
    yield from zip(pairs(han), count(place), strict=False)
    if with_singles:
        yield from zip(map(single, han), count(place), strict=False)
