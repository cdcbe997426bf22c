"""Reads the demonstration content for its tests."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from demonstration import numbers
from demonstration.loader.forms import grouped_fields, whole_form
from foundation.eforms.definition import Definition

CONTENT = Path(numbers.__file__).parent / "content"
TODAY = date(2026, 11, 22)
UNVERIFIED = "待核实"
EXAMPLE = "示例"
MANUAL_NUMBERS = {
    "tech-portal": ["400-900-1866"],
    "tech-drug-lab": ["010-52779553"],
    "tech-device-lab": ["16647696849"],
    "tech-packaging-lab": ["13167347438"],
    "biz-permit": ["010-89150290"],
    "biz-drug-lab": ["010-52779500"],
    "biz-device-lab": ["010-57901588", "010-57901488"],
    "biz-packaging-lab": ["010-50950470", "010-50950474"],
}
LINKED_OUT = {"MP12", "MS01"}


@cache
def read(name):
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def rows(name, table=None):
    return read(f"{name}.toml")[table or name]


def keys(name, table=None):
    return [row["key"] for row in rows(name, table)]


def services():
    return [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted((CONTENT / "services").glob("*.toml"))
    ]


def notices():
    return [
        row
        for path in sorted((CONTENT / "notices").glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["notices"]
    ]


def form_of(service):
    return whole_form(service.get("form") or {"steps": []}, grouped_fields(CONTENT))


def definition_of(service):
    return Definition.from_json(form_of(service))


def lengths_exceeded(model, row, names=None):
    limits = {
        field.name: field.max_length
        for field in model._meta.get_fields()
        if getattr(field, "max_length", None)
    }
    renamed = names or {}
    texts = {
        renamed.get(name, name): " ".join(value) if name == "keywords" else value
        for name, value in row.items()
    }
    return {
        name: len(value)
        for name, value in texts.items()
        if isinstance(value, str) and name in limits and len(value) > limits[name]
    }


SERVICES = services()
BY_CODE = {service["code"]: service for service in SERVICES}
OFFERED = [service for service in SERVICES if service["code"] not in LINKED_OUT]
NOTICES = notices()
RECORDS = rows("records")
