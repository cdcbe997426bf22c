"""The help centre: hotlines, manuals, questions."""

from datetime import date
from pathlib import Path
from typing import Any

from wagtail.models import Page

from foundation.directory.models import Sector, Topic
from help_center.models import (
    FaqIndexPage,
    FaqPage,
    FaqService,
    HelpIndexPage,
    Hotline,
    HotlinePage,
    ManualIndexPage,
    ManualPage,
)
from help_center.services import take_fingerprint
from service_catalog.models import ServicePage

from .documents import document, text_file, workbook
from .tree import body, paragraphs, put, read, stream

SINCE = date(2024, 1, 2)


def load_help(root: Path, home: Page, services: dict[str, ServicePage]) -> dict[str, FaqPage]:
    """The help centre; returns the questions by key."""
    load_hotlines(root)
    centre = HelpIndexPage(
        title="帮助中心",
        slug="help",
        summary="下载软件和手册，查常见问题，找服务热线。",
    )
    centre, _made = put(home, centre, since=SINCE)
    _manuals(root, centre)
    questions = _questions(root, centre, services)
    lines = HotlinePage(
        title="服务热线",
        slug="hotlines",
        summary="系统问题找技术支持，业务怎么办找业务热线。",
        body=body(
            [
                {
                    "type": "note",
                    "kind": "info",
                    "text": "打业务热线前，请准备好事项名称；问进度请准备核对码。",
                }
            ]
        ),
    )
    put(centre, lines, since=SINCE)
    return questions


def load_hotlines(root: Path) -> None:
    """The published numbers."""
    for row in read(root, "hotlines")["hotlines"]:
        spans = [("span", {"opens": row["opens"], "closes": row["closes"]})] if row["opens"] else []
        Hotline.objects.update_or_create(
            key=row["key"],
            defaults={
                "purpose": row["purpose"],
                "subject": row["title"],
                "serves": row["serves"],
                "numbers": stream([("number", number) for number in row["numbers"]]),
                "email": row["email"],
                "hours": stream(spans),
                "note": row["holiday_note"],
                "order": row["order"],
            },
        )


def _manuals(root: Path, centre: Page) -> None:
    index = ManualIndexPage(
        title="资料下载",
        slug="manuals",
        summary="操作手册、申请表和报送模板、软件与设置说明。",
    )
    index, _made = put(centre, index, since=SINCE)
    standing = set(ManualPage.objects.child_of(index).values_list("slug", flat=True))
    for row in read(root, "manuals")["manuals"]:
        if row["key"] not in standing:
            page, _made = put(index, _manual(row), since=row["updated_on"])
            take_fingerprint(manual=page)


def _manual(row: dict[str, Any]) -> ManualPage:
    is_book = row["format"] == "xlsx"
    content = workbook(row["pages"]) if is_book else text_file(row["pages"], title=row["title"])
    return ManualPage(
        title=row["title"],
        slug=row["key"],
        summary=row["summary"],
        kind=row["kind"],
        version=row["version"],
        systems="、".join(row["systems"]),
        updated_on=row["updated_on"],
        document=document(title=row["title"], filename=row["filename"], content=content),
    )


def _questions(root: Path, centre: Page, services: dict[str, ServicePage]) -> dict[str, FaqPage]:
    index = FaqIndexPage(
        title="常见问题",
        slug="faq",
        summary="按主题整理的问题和答案；用您自己的话查也可以。",
    )
    index, _made = put(centre, index, since=SINCE)
    lookups = {model: model.objects.in_bulk(field_name="key") for model in (Topic, Sector)}
    return {
        row["key"]: put(index, _question(row, lookups, services), since=row["reviewed_on"])[0]
        for row in read(root, "faqs")["faqs"]
    }


def _question(
    row: dict[str, Any], lookups: dict[Any, Any], services: dict[str, ServicePage]
) -> FaqPage:
    page = FaqPage(
        title=row["question"],
        slug=row["key"],
        alternatives="\n".join(row["alternatives"]),
        answer=stream([("paragraph", paragraphs(text)) for text in row["answer"]]),
        basis=row["basis"],
        topic=lookups[Topic].get(row["topic"]),
        sector=lookups[Sector].get(row["sector"]),
        reviewer=row["reviewer"],
        reviewed_on=row["reviewed_on"],
        review_due_on=row["review_due_on"],
    )
    page.service_links = [
        FaqService(service=services[code], sort_order=number)
        for number, code in enumerate(row["services"])
    ]
    return page
