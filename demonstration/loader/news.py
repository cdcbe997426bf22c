"""Notices: the tree of categories, three years of notices, what waits for its day."""

from datetime import date
from pathlib import Path
from typing import Any

from wagtail.models import Page

from foundation.directory.models import Sector
from notices.models import (
    NoticeAttachment,
    NoticeCategoryPage,
    NoticeExplanation,
    NoticeIndexPage,
    NoticePage,
    NoticeReplacement,
    NoticeService,
)
from service_catalog.models import ServicePage

from .documents import made_from
from .tree import body, put, read, stream, words

SINCE = date(2023, 1, 3)
KEYWORDS_LENGTH = 200
COPIED = (
    "title", "summary", "number", "issuer", "audience", "signed_on", "published_on",
    "effective_on", "expires_on", "validity", "pinned_until", "contact", "source_url",
)  # fmt: skip


def load_notices(
    root: Path, home: Page, services: dict[str, ServicePage]
) -> dict[str, NoticeCategoryPage]:
    """The notices; returns the categories by key."""
    index = NoticeIndexPage(
        title="通知公告",
        slug="notices",
        summary="全部历史文章，可按类别、领域、有效性和日期查找。",
    )
    index, _made = put(home, index, since=SINCE)
    categories = _categories(root, index)
    rows = [row for year in _files(root) for row in read(root / "notices", year)["notices"]]
    rows.sort(key=lambda row: (row["published_on"], row["key"]))
    sectors = Sector.objects.in_bulk(field_name="key")
    pages: dict[str, NoticePage] = {}
    for row in rows:
        page = _notice(row, sectors, services)
        pages[row["key"]], made = put(categories[row["category"]], page, since=row["published_on"])
        if made and "go_live_at" in row:
            pages[row["key"]].save_revision().publish()
    _tie(rows, pages)
    return categories


def _files(root: Path) -> list[str]:
    return sorted(file.stem for file in (root / "notices").glob("*.toml"))


def _categories(root: Path, index: Page) -> dict[str, NoticeCategoryPage]:
    found: dict[str, NoticeCategoryPage] = {}
    for row in sorted(read(root, "notice_categories")["categories"], key=lambda row: row["order"]):
        page = NoticeCategoryPage(
            title=row["title"],
            slug=row["slug"],
            summary=row["summary"],
            parent_category=found.get(row["parent"]),
        )
        found[row["key"]] = put(index, page, since=SINCE)[0]
    return found


def _notice(
    row: dict[str, Any], sectors: dict[str, Sector], services: dict[str, ServicePage]
) -> NoticePage:
    page = NoticePage(
        slug=row["key"],
        sector=sectors.get(row["sector"]),
        keywords=words(row["keywords"], longest=KEYWORDS_LENGTH),
        body=body(row["body"]),
        corrections=stream([("correction", _correction(each)) for each in row["corrections"]]),
        live="go_live_at" not in row,
        go_live_at=row.get("go_live_at"),
        **{name: row[name] for name in COPIED if name in row},
    )
    page.service_links = [
        NoticeService(service=services[code], sort_order=number)
        for number, code in enumerate(row["services"])
    ]
    page.attachments = [
        NoticeAttachment(document=made_from(each), title=each["title"], sort_order=number)
        for number, each in enumerate(row["attachments"])
        if not _stands(row["key"])
    ]
    return page


def _stands(slug: str) -> bool:
    return bool(NoticePage.objects.filter(slug=slug).exists())


def _correction(row: dict[str, Any]) -> dict[str, str]:
    return {**row, "on": row["on"].isoformat()}


def _tie(rows: list[dict[str, Any]], pages: dict[str, NoticePage]) -> None:
    """What replaces what, and what explains what."""
    for row in rows:
        page = pages[row["key"]]
        for number, key in enumerate(row["replaces"]):
            NoticeReplacement.objects.get_or_create(
                page=page, replaced=pages[key], defaults={"sort_order": number}
            )
        for number, key in enumerate(row.get("explained_by", [])):
            NoticeExplanation.objects.get_or_create(
                page=page, explanation=pages[key], defaults={"sort_order": number}
            )
