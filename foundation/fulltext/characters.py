"""One character at a time: width, case, accents and script made equal."""

import unicodedata
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "traditional_to_simplified.txt"
HANGUL = range(0xAC00, 0xD7A4)
# Marks, lone surrogates, control and format characters: never part of a word.
UNSEEN = frozenset({"Mn", "Me", "Cs", "Cc", "Cf"})


def traditional_to_simplified() -> dict[str, str]:
    """Read the table of characters; about 4,000 pairs in a few milliseconds."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    pairs = (pair for line in lines if not line.startswith("#") for pair in line.split())
    return {pair[0]: pair[1] for pair in pairs}


def decomposed(character: str) -> str:
    """The character in its plain form, accents apart; syllables of Hangul stay whole."""
    if ord(character) in HANGUL:
        return unicodedata.normalize("NFKC", character)
    return unicodedata.normalize("NFKD", character)


class Folding(dict[str, str]):
    """Maps a character to what the index holds for it; computed once for each character."""

    def __init__(self) -> None:
        super().__init__()
        self.simplified = traditional_to_simplified()

    def __missing__(self, character: str) -> str:
        folded = "".join(
            self.simplified.get(part, part)
            for part in decomposed(character).lower()
            if unicodedata.category(part) not in UNSEEN or part.isspace()
        )
        self[character] = folded
        return folded


@cache
def folding() -> Folding:
    """The one folding of this process, made at its first use."""
    return Folding()


def fold(text: str) -> str:
    """Text as the index sees it: ＧＭＰ becomes gmp, 藥品 becomes 药品."""
    return "".join(map(folding().__getitem__, text))


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Folded text and, for each of its characters, the place in the original it came from."""
    table = folding()
    parts: list[str] = []
    offsets: list[int] = []
    for place, character in enumerate(text):
        folded = table[character]
        parts.append(folded)
        offsets.extend([place] * len(folded))
    return "".join(parts), offsets
