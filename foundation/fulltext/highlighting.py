"""Marking what was found in the text as its author wrote it.

The engines' own snippets would show the pairs that the index holds. Here the folded text is
searched and the original marked, so width and script stay as written and HTML is escaped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from foundation.fulltext.analysis import Run, chains, pairs
from foundation.fulltext.characters import fold_with_offsets
from foundation.fulltext.parsing import Piece, SynonymGroups, pieces

LONG_NUMBER = 7
LEAD_CHARACTERS = 16
GAP = r"[\W_]{0,3}"
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Span:
    """Marked characters of the original text."""

    start: int
    end: int


class Marker:
    """Marks one query in any number of texts."""

    def __init__(self, query: str, groups: SynonymGroups = ()) -> None:
        self.wholes: list[re.Pattern[str]] = []
        self.parts: list[re.Pattern[str]] = []
        for piece in pieces(query, groups):
            whole, parts = _patterns(piece)
            self.wholes.append(whole)
            self.parts.append(parts)

    def spans(self, text: str) -> list[Span]:
        """What to mark, in order and without overlaps.

        Where a word of the query stands whole, its parts elsewhere are left alone.
        """
        folded, offsets = fold_with_offsets(text)
        found: list[tuple[int, int]] = []
        for whole, parts in zip(self.wholes, self.parts, strict=True):
            places = [match.span() for match in whole.finditer(folded)]
            found += places or [match.span() for match in parts.finditer(folded)]
        return _merged(
            Span(offsets[start], offsets[end - 1] + 1)
            for start, end in sorted(found)
            if end > start
        )

    def highlight(self, text: str) -> SafeString:
        """The whole text, what was found in `<mark>`."""
        return _marked(text, self.spans(text))

    def excerpt(self, text: str, *, length: int = 120) -> SafeString:
        """The part of the text that says most about the query, marked; else its beginning."""
        text = " ".join(text.split())
        spans = self.spans(text)
        start = _best_start(spans, length) if spans else 0
        start = 0 if start <= LEAD_CHARACTERS else start
        end = min(len(text), start + length)
        inside = [
            Span(span.start - start, min(span.end, end) - start)
            for span in spans
            if start <= span.start < end
        ]
        before = "…" if start else ""
        after = "…" if end < len(text) else ""
        return format_html("{}{}{}", before, _marked(text[start:end], inside), after)


def _best_start(spans: Sequence[Span], length: int) -> int:
    """Where the window with most finds begins, with some words before the first of them."""
    room = length - LEAD_CHARACTERS
    counts = [
        sum(1 for other in spans[at : at + room] if other.end <= span.start + room)
        for at, span in enumerate(spans)
    ]
    return max(0, spans[counts.index(max(counts))].start - LEAD_CHARACTERS)


def _merged(spans: Iterator[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _marked(text: str, spans: Sequence[Span]) -> SafeString:
    parts: list[tuple[str, SafeString | str]] = []
    at = 0
    for span in spans:
        parts.append(
            (text[at : span.start], format_html("<mark>{}</mark>", text[span.start : span.end]))
        )
        at = span.end
    parts.append((text[at:], ""))
    return format_html_join("", "{}{}", parts)


def _patterns(piece: Piece) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a piece looks like whole, and what its parts look like."""
    if piece.others:
        words = "|".join(_word(list(chains(other.text))) for other in piece.others)
        return re.compile(words), NEVER
    if piece.is_han:
        parts = "|".join(map(re.escape, pairs(piece.text)))
        return re.compile(re.escape(piece.text)), re.compile(parts) if parts else NEVER
    parts = "|".join(_bounded(run) for run in piece.chain if len(run.text) > 1)
    return re.compile(_word([list(piece.chain)])), re.compile(parts) if parts else NEVER


def _word(word: list[list[Run]]) -> str:
    """A pattern for runs that follow one another, whatever signs stand between them."""
    return GAP.join(_bounded(run) for chain in word for run in chain)


def _bounded(run: Run) -> str:
    """A pattern for a run; a code only as a whole, a long number also with dashes in it."""
    if run.is_han:
        return re.escape(run.text)
    if run.is_number:
        digits = r"[-\s]?".join(run.text) if len(run.text) >= LONG_NUMBER else run.text
        return rf"(?<!\d){digits}(?!\d)"
    return rf"(?<![a-z]){re.escape(run.text)}(?![a-z])"
