"""哪个事项适合我: the tree of questions."""

from datetime import date
from pathlib import Path
from typing import Any

from service_catalog.models import CatalogPage, GuidedChoicePage, ServicePage

from .tree import put, read, stream

SINCE = date(2024, 1, 2)


def load_guided_choice(root: Path, services: dict[str, ServicePage]) -> GuidedChoicePage:
    """The guided choice below the catalogue."""
    row = read(root, "guide")
    questions = [("question", _question(each, services)) for each in row["questions"]]
    page = GuidedChoicePage(
        title=row["title"], slug=row["slug"], summary=row["summary"], questions=stream(questions)
    )
    return put(CatalogPage.objects.get(), page, since=SINCE)[0]


def _question(row: dict[str, Any], services: dict[str, ServicePage]) -> dict[str, Any]:
    return {
        "key": row["key"],
        "text": row["text"],
        "help": row.get("help", ""),
        "answers": [_answer(each, services) for each in row["answers"]],
    }


def _answer(row: dict[str, Any], services: dict[str, ServicePage]) -> dict[str, Any]:
    return {
        "text": row["text"],
        "hint": row.get("hint", ""),
        "next": row.get("next", ""),
        "services": [
            {"service": services[code].pk, "why": why} for code, why in row.get("services", [])
        ],
    }
