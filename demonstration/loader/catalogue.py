"""Directory, places, and the services with their forms."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from wagtail.models import Page

from foundation.directory.models import Department, Sector, Topic
from service_catalog.enums import Kind
from service_catalog.models import (
    CatalogPage,
    KindPage,
    OpeningWindow,
    OpenPeriod,
    Place,
    ServicePage,
    ServicePlace,
)
from service_catalog.services import publish_guide_form

from .forms import Forms
from .materials import Materials
from .tree import moment, put, read, stream, words

SINCE = date(2024, 1, 2)
KEYWORDS_LENGTH = 300
CHANNELS = {"网上办理": "by_network", "窗口办理": "at_window", "快递申请": "by_courier"}
COPIED = (
    "code", "short_title", "title", "summary", "audience", "handling", "level", "legal_days",
    "promised_days", "legal_days_source", "not_counted", "due", "result_name", "validity",
    "visits", "fee", "delivery", "external_url",
)  # fmt: skip
KIND_SUMMARIES = {
    Kind.PERMIT: "生产、经营、注册和广告审查等许可。",
    Kind.SERVICE: "备案、沟通、证明和登记。",
    Kind.REPORT: "年度报告、月报和自查报告。",
    Kind.INSPECTION: "药品化妆品、医疗器械和药包材的检验业务。",
}


def load_directory(root: Path) -> None:
    """Sectors, topics and departments."""
    for model, name in ((Sector, "sectors"), (Topic, "topics"), (Department, "departments")):
        for row in read(root, name)[name]:
            model.objects.update_or_create(
                key=row["key"],
                defaults={
                    "name": row["name"],
                    "summary": row.get("summary", ""),
                    "order": row["order"],
                },
            )


def load_places(root: Path) -> dict[str, Place]:
    """Places by key."""
    return {
        row["key"]: _place(row, number)
        for number, row in enumerate(read(root, "places")["places"], start=1)
    }


def _place(row: dict[str, Any], number: int) -> Place:
    fields = ("title", "kind", "address", "hours", "note")
    facts = {**{name: row[name] for name in fields}, "order": number}
    place: Place
    place, made = Place.objects.update_or_create(key=row["key"], defaults=facts)
    if made:
        place.periods = [
            OpenPeriod(weekday=weekday, opens=period["opens"], closes=period["closes"])
            for period in row.get("periods", [])
            for weekday in range(period["weekdays"][0], period["weekdays"][1] + 1)
        ]
        place.save()
    return place


def load_services(root: Path, home: Page) -> dict[str, ServicePage]:
    """The catalogue, its kinds and every service, by code."""
    catalogue, _made = put(home, _catalogue(), since=SINCE)
    kinds = {kind["kind"]: _kind(catalogue, kind) for kind in read(root, "home")["kinds"]}
    places = load_places(root)
    lookups = {
        model: model.objects.in_bulk(field_name="key") for model in (Sector, Topic, Department)
    }
    files = sorted((root / "services").glob("*.toml"))
    rows = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    materials, forms = Materials(root), Forms(root)
    return {
        row["code"]: _service(kinds[row["kind"]], row, places, lookups, materials, forms)
        for row in rows
    }


def _catalogue() -> CatalogPage:
    return CatalogPage(
        title="业务办理",
        slug="services",
        summary="查事项、看指南、在线办。不知道叫什么名字，按平时的说法搜就可以。",
    )


def _kind(catalogue: Page, row: dict[str, Any]) -> KindPage:
    page = KindPage(
        title=row["title"],
        slug=row["kind"],
        kind=row["kind"],
        examples=row["examples"],
        summary=KIND_SUMMARIES[Kind(row["kind"])],
    )
    return put(catalogue, page, since=SINCE)[0]


def _service(
    parent: KindPage,
    row: dict[str, Any],
    places: dict[str, Place],
    lookups: dict[Any, Any],
    materials: Materials,
    forms: Forms,
) -> ServicePage:
    blocks = [materials.block(each) for each in row.get("materials", [])]
    page = ServicePage(
        slug=row["slug"],
        sector=lookups[Sector][row["sector"]],
        topic=lookups[Topic].get(row.get("topic")),
        department=lookups[Department].get(row.get("department")),
        consult_line=row["phone_line"],
        keywords=words(row["keywords"], longest=KEYWORDS_LENGTH),
        conditions=stream([("condition", text) for text in row["conditions"]]),
        steps=stream([("step", step) for step in row["steps"]]),
        legal_basis=stream([("basis", basis) for basis in row.get("legal_basis", [])]),
        materials=stream([("material", block) for block in blocks]),
        result_sample=materials.result(row["result_name"]),
        form=forms.stream(row.get("form"), {block["name"]: block for block in blocks}),
        supervision="市民服务热线 12345",
        **{name: row[name] for name in COPIED if name in row},
        **{field: label in row["channels"] for label, field in CHANNELS.items()},
    )
    page.place_links = [
        ServicePlace(place=places[key], sort_order=number)
        for number, key in enumerate(row["places"])
    ]
    page.windows = [
        OpeningWindow(sort_order=number, **window)
        for number, window in enumerate(row.get("windows", []))
    ]
    page, made = put(parent, page, since=SINCE)
    if made:
        publish_guide_form(service=page, at=moment(SINCE))
    return page
