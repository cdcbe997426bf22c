"""Putting pages into the tree: once, in order, with what readers and editors expect of them."""

import json
import re
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Page

AnyPage = TypeVar("AnyPage", bound=Page)
LINK = re.compile(r"\[([^\]]+)\]\((/[^)\s]*)\)")


def read(root: Path, name: str) -> dict[str, Any]:
    """One file of the content."""
    return tomllib.loads((root / f"{name}.toml").read_text(encoding="utf-8"))


def moment(day: date, hour: int = 9) -> datetime:
    """A moment of that day, in the authority's time zone."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def put(parent: Page, page: AnyPage, *, since: date) -> tuple[AnyPage, bool]:
    """Add a published page below another, unless one stands at its address already."""
    standing = type(page).objects.child_of(parent).filter(slug=page.slug).first()
    if standing is not None:
        return standing, False
    page.draft_title = page.title
    if page.live:
        page.first_published_at = page.last_published_at = moment(since)
    parent.add_child(instance=page)
    return page, True


def stream(rows: list[tuple[str, Any]]) -> str:
    """Rows of a StreamField as it stores them."""
    return json.dumps([{"type": kind, "value": value} for kind, value in rows])


def paragraphs(text: str) -> str:
    """Plain text as rich text: one paragraph a line, links of our own notation."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(f"<p>{_linked(line)}</p>" for line in lines)


def _linked(text: str) -> str:
    return LINK.sub(r'<a href="\2">\1</a>', escape(text))


def body(rows: list[dict[str, Any]]) -> str:
    """The blocks of a notice or page as `BodyBlock` stores them."""
    return stream([_block(row) for row in rows])


def _block(row: dict[str, Any]) -> tuple[str, Any]:
    kind = row["type"]
    if kind == "heading":
        return "heading", {"text": row["text"]}
    if kind == "note":
        return "note", {"kind": row["kind"], "text": paragraphs(row["text"])}
    if kind == "table":
        return "table", {
            "caption": row["caption"],
            "rows": [" | ".join(cells) for cells in row["rows"]],
        }
    if kind == "list":
        items = "".join(f"<li>{_linked(item)}</li>" for item in row["items"])
        return "paragraph", f"<ul>{items}</ul>"
    return "paragraph", paragraphs(row["text"])


def words(keywords: list[str], *, longest: int) -> str:
    """Keywords in one field, whole words only."""
    kept = ""
    for word in keywords:
        longer = f"{kept} {word}".strip()
        if len(longer) > longest:
            break
        kept = longer
    return kept
