"""The words of notices: as editors keep them, or as they were delivered."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from applications.models import PaperTemplate

ROOT = Path(__file__).resolve().parent.parent / "papers"
NAME = re.compile(r"\{([a-z_]+)\}")
BRACED = re.compile(r"\{([^{}]*)\}")
# What `papers` fills in: an editor may use these, and no other.
KNOWN_NAMES = (
    "applicant", "service", "product", "check_code", "date", "received", "due_on", "days",
    "extra_days", "answer_by", "cause", "note", "result",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one kind of notice; `mark` begins its number."""

    mark: str
    title: str
    body: str
    remedies: str


@cache
def delivered_words() -> dict[str, Words]:
    """The words that come with the portal, by kind."""
    data = tomllib.loads((ROOT / "words.toml").read_text(encoding="utf-8"))
    return {kind: Words(**{**row, "body": row["body"].strip()}) for kind, row in data.items()}


def words_of(kind: str) -> Words:
    """The words in force: the editors' where they keep some, else those delivered."""
    delivered = delivered_words()[kind]
    kept = PaperTemplate.objects.filter(kind=kind).first()
    if kept is None:
        return delivered
    return Words(delivered.mark, kept.title, kept.body, kept.remedies)


def filled_in(text: str, facts: Mapping[str, str]) -> list[str]:
    """The paragraphs with their names filled in.

    A paragraph that has names, and nothing to fill any of them with, is left out. A name
    that nobody knows stays as it was typed, so that an editor sees the slip.
    """
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        NAME.sub(lambda match: facts.get(match[1], match[0]), paragraph)
        for paragraph in paragraphs
        if not _says_nothing(paragraph, facts)
    ]


def slip_in(text: str) -> str:
    """What is wrong with the braces of a text, as a sentence; empty where nothing is."""
    unknown = [name for name in BRACED.findall(text) if name not in KNOWN_NAMES]
    if unknown:
        return _("没有名称 %(unknown)s。可用的名称：%(known)s。") % {
            "unknown": _braced(dict.fromkeys(unknown)),
            "known": _braced(KNOWN_NAMES),
        }
    rest = BRACED.sub("", text)
    return _("花括号要成对使用，请检查“{”和“}”。") if "{" in rest or "}" in rest else ""


def _braced(names: Iterable[str]) -> str:
    return "、".join(f"{{{name}}}" for name in names)


def _says_nothing(paragraph: str, facts: Mapping[str, str]) -> bool:
    names = NAME.findall(paragraph)
    return bool(names) and not any(facts.get(name, name) for name in names)
