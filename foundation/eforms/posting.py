"""How answers are named on a posted page, and read back from it into the shape of the API."""

import re
from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from .definition import Field
from .enums import FieldKind

RUNGS = ("province", "city", "district")
# How many digits of a code say which place a rung names.
DIGITS = {"province": 2, "city": 4, "district": 6}
LISTED = frozenset({FieldKind.FILE, FieldKind.SEVERAL})
# Boxes that are not ticked send nothing at all.
BOXES = frozenset({FieldKind.SEVERAL, FieldKind.DECLARATION})
LONGEST_INDEX = 6


def error_name(key: str) -> str:
    """The name on the page of what `check` keys as `table.2.amount`."""
    return key.replace(".", "-")


def is_posted(raw: QueryDict, field: Field, name: str) -> bool:
    """Whether the page asked for this answer."""
    if field.kind in BOXES:
        return True
    if field.kind.is_rows:
        return f"{name}-rows" in raw or bool(_indices(raw, name))
    return any(part in raw for part in _names(field, name))


def _names(field: Field, name: str) -> list[str]:
    if field.kind == FieldKind.DATE_RANGE:
        return [f"{name}-from", f"{name}-to"]
    if field.kind == FieldKind.REGION:
        return [name, *(f"{name}-{rung}" for rung in RUNGS)]
    if field.kind == FieldKind.ADDRESS:
        rungs = (f"{name}-region-{rung}" for rung in RUNGS)
        return [f"{name}-region", f"{name}-detail", *rungs]
    return [name]


def gathered(raw: QueryDict, field: Field, name: str) -> Any:
    """One answer, as an API call would send it."""
    if field.kind in LISTED:
        return raw.getlist(name)
    if field.kind.is_rows:
        return [_row(raw, field, f"{name}-{index}") for index in _indices(raw, name)]
    return GATHERERS[field.kind](raw, name) if field.kind in GATHERERS else raw.get(name)


def _range(raw: QueryDict, name: str) -> dict[str, Any]:
    return {"from": raw.get(f"{name}-from", ""), "to": raw.get(f"{name}-to", "")}


def _address(raw: QueryDict, name: str) -> dict[str, Any]:
    return {"region": _region(raw, f"{name}-region"), "detail": raw.get(f"{name}-detail", "")}


def _region(raw: QueryDict, name: str) -> str:
    """The nearest place chosen; a district left over from another city does not count."""
    if name in raw:
        return raw.get(name) or ""
    found = ""
    for rung in RUNGS:
        code = raw.get(f"{name}-{rung}") or ""
        above = found[: DIGITS[rung] - 2]
        if not code or not code.startswith(above):
            break
        found = code
    return found


def _indices(raw: QueryDict, name: str) -> list[int]:
    """The rows that the page drew, in their order; gaps are rows taken out."""
    pattern = re.compile(rf"{re.escape(name)}-(\d{{1,{LONGEST_INDEX}}})-", re.ASCII)
    found = (pattern.match(posted) for posted in raw)
    return sorted({int(each[1]) for each in found if each})


def _row(raw: QueryDict, field: Field, prefix: str) -> dict[str, Any]:
    return {
        child.key: gathered(raw, child, f"{prefix}-{child.key}")
        for child in field.fields
        if child.is_input and child.kind != FieldKind.CALCULATED
    }


GATHERERS: dict[FieldKind, Callable[[QueryDict, str], Any]] = {
    FieldKind.DATE_RANGE: _range,
    FieldKind.REGION: _region,
    FieldKind.ADDRESS: _address,
}
