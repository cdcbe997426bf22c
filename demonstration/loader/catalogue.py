"""Directory, places, and the services with their forms."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from wagtail.models import Page

from foundation.directory.models import Department, Sector, Topic
from foundation.eforms.blocks import form_rows
from foundation.eforms.definition import Definition
from service_catalog.enums import Kind
from service_catalog.models import CatalogPage, KindPage, Place, ServicePage, ServicePlace
from service_catalog.services import publish_guide_form

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
MATERIAL = ("name", "form", "copies", "source", "required", "note", "in_form")


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
    fields = ("title", "kind", "address", "hours", "note")
    return {
        row["key"]: Place.objects.update_or_create(
            key=row["key"], defaults={**{name: row[name] for name in fields}, "order": number}
        )[0]
        for number, row in enumerate(read(root, "places")["places"], start=1)
    }


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
    return {row["code"]: _service(kinds[row["kind"]], row, places, lookups) for row in rows}


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
    parent: KindPage, row: dict[str, Any], places: dict[str, Place], lookups: dict[Any, Any]
) -> ServicePage:
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
        materials=stream([("material", _material(each)) for each in row.get("materials", [])]),
        form=_form(row.get("form")),
        supervision="市民服务热线 12345",
        **{name: row[name] for name in COPIED if name in row},
        **{field: label in row["channels"] for label, field in CHANNELS.items()},
    )
    page.place_links = [
        ServicePlace(place=places[key], sort_order=number)
        for number, key in enumerate(row["places"])
    ]
    page, made = put(parent, page, since=SINCE)
    if made:
        publish_guide_form(service=page, at=moment(SINCE))
    return page


def _material(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in MATERIAL if name in row}


def _form(form: dict[str, Any] | None) -> str:
    if not form:
        return "[]"
    rows = form_rows(Definition.from_json(form))
    return stream([(row["type"], row["value"]) for row in rows])
