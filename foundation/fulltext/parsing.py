"""From what a person typed to the clause that an engine matches."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from foundation.fulltext.analysis import LONGEST_TERM, Run, chains, pairs, single
from foundation.fulltext.characters import fold
from foundation.fulltext.clauses import NOTHING, Clause, Term, all_of, any_of

READ_CHARACTERS = 200
MOST_TERMS = 40
LONGEST_SERIAL = 4
# Words of a question that say nothing about its subject.
QUESTION_WORDS = (
    "请问|怎么样|怎么办理|怎么办|怎么|怎样|如何办理|如何|什么时候|什么是|是什么|什么|哪里|哪儿|哪些|"
    "在哪|多少|多久|为什么|为何|能不能|可不可以|是不是|能否|可否|可以|需要|我要|我想|吗|呢|么"
)
QUESTION = re.compile(f"(?:{QUESTION_WORDS})")
SynonymGroups = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a query that stands for one thing: a Han run, a code, or a synonym."""

    text: str
    chain: tuple[Run, ...] = ()
    others: tuple["Piece", ...] = ()

    @property
    def is_han(self) -> bool:
        """Whether the piece is a run of Han characters."""
        return bool(self.chain) and self.chain[0].is_han

    @property
    def is_single(self) -> bool:
        """Whether the piece is one Han character."""
        return self.is_han and len(self.text) == 1


def pieces(text: str, groups: SynonymGroups = ()) -> list[Piece]:
    """The pieces of a query, at most as many characters as a question needs."""
    folded = fold(text[:READ_CHARACTERS])
    words = {fold(word): group for group in groups for word in group if word.strip()}
    found: list[Piece] = []
    at = 0
    for match in _word_pattern(tuple(words)).finditer(folded) if words else ():
        found.extend(_plain_pieces(folded[at : match.start()]))
        found.append(_synonym(match.group(), words[match.group()]))
        at = match.end()
    found.extend(_plain_pieces(folded[at:]))
    return _within_limit(_without_leftovers(found))


def _word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """The synonyms' words, longest first; Latin ones only as whole words."""
    longest_first = sorted(words, key=len, reverse=True)
    joined = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?<![a-z0-9])(?:{joined})(?![a-z0-9])|(?:{_han_words(longest_first)})")


def _han_words(words: list[str]) -> str:
    """Words that may touch a letter or a digit, since they have none themselves at the edges."""
    return "|".join(re.escape(word) for word in words if not word.isascii()) or r"(?!)"


def _synonym(word: str, group: Sequence[str]) -> Piece:
    plain = tuple(dict.fromkeys([word, *map(fold, group)]))
    return Piece(text=word, others=tuple(Piece(text=other) for other in plain))


def _plain_pieces(folded: str) -> Iterator[Piece]:
    for chunk in folded.split():
        for chain in chains(chunk):
            if chain[0].is_han:
                yield from _han_pieces(chain[0])
            else:
                yield Piece(chunk[chain[0].start : chain[-1].end], tuple(chain))


def _han_pieces(run: Run) -> Iterator[Piece]:
    """A Han run without its question words; one that is nothing else stays whole."""
    rest = [part for part in QUESTION.split(run.text) if part]
    for part in rest or [run.text]:
        yield Piece(part, (Run(part, 0, len(part), is_han=True),))


def _without_leftovers(found: list[Piece]) -> list[Piece]:
    """Single characters say little beside whole words."""
    telling = [piece for piece in found if not piece.is_single]
    return telling or found


def _within_limit(found: list[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    room = MOST_TERMS
    for piece in found:
        if room <= 0:
            break
        if piece.is_han and len(piece.text) > room:
            cut = piece.text[:room]
            piece = Piece(cut, (Run(cut, 0, len(cut), is_han=True),))  # noqa: PLW2901
        kept.append(piece)
        room -= len(piece.text) if piece.is_han else max(1, len(piece.chain))
    return kept


def clause_of(text: str, *, operator: str = "and", groups: SynonymGroups = ()) -> Clause:
    """The clause of a plain query; a single Han character is looked for in titles only."""
    found = pieces(text, groups)
    if operator == "or":
        return any_of(clause for piece in found for clause in loose(piece))
    return all_of(map(strict, found)) if found else NOTHING


def phrase_of(text: str) -> Clause:
    """The clause of words that stand together in this order."""
    folded = fold(text[:READ_CHARACTERS])
    found = [
        strict(Piece("".join(run.text for run in chain), tuple(chain))) for chain in chains(folded)
    ]
    return all_of(found[:MOST_TERMS]) if found else NOTHING


def beginning_of(text: str, *, operator: str = "and") -> Clause:
    """The clause of a query still being typed: its last word may be unfinished."""
    found = pieces(text)
    clauses = [strict(piece) for piece in found]
    if found and not found[-1].is_han:
        clauses[-1] = _unfinished(found[-1])
    if not clauses:
        return NOTHING
    return any_of(clauses) if operator == "or" else all_of(clauses)


def _unfinished(piece: Piece) -> Clause:
    *whole, last = piece.chain
    begun = [Term(run.text[:LONGEST_TERM]) for run in whole]
    together = "".join(run.text for run in piece.chain)[:LONGEST_TERM]
    return any_of(
        [
            Term(together, is_prefix=True),
            all_of([*begun, Term(last.text[:LONGEST_TERM], is_prefix=True)]),
        ]
    )


def strict(piece: Piece) -> Clause:
    """All of a piece: each pair of its characters, each run of its code and how they join."""
    if piece.others:
        return any_of(phrase_of(other.text) for other in piece.others)
    if piece.is_han:
        return _han(piece.text)
    texts = [run.text[:LONGEST_TERM] for run in piece.chain]
    if len(texts) == 1:
        return Term(texts[0])
    neighbours = [a + b for a, b in pairwise(texts)]
    apart = all_of(Term(text[:LONGEST_TERM]) for text in [*texts, *neighbours])
    return any_of([Term("".join(texts)[:LONGEST_TERM]), apart])


def loose(piece: Piece) -> Iterator[Clause]:
    """Parts of a piece, any of which is worth something."""
    if piece.others:
        yield strict(piece)
        yield from _pairs_of(piece.text)
    elif piece.is_han and len(piece.text) > 1:
        yield from (Term(pair) for pair in pairs(piece.text))
    else:
        yield strict(piece)
        if len(piece.chain) > 1:
            yield from (Term(run.text[:LONGEST_TERM]) for run in piece.chain if is_telling(run))


def is_telling(run: Run) -> bool:
    """Whether a part of a code says something by itself; a year or a serial number does not."""
    return len(run.text) > (LONGEST_SERIAL if run.is_number else 1)


def _pairs_of(word: str) -> Iterator[Clause]:
    for chain in chains(word):
        if chain[0].is_han:
            yield from (Term(pair) for pair in pairs(chain[0].text))


def _han(text: str) -> Clause:
    if len(text) == 1:
        return Term(single(text))
    return all_of(Term(pair) for pair in pairs(text))
