"""The forms of the services, and the groups of fields that several of them use."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from foundation.eforms.blocks import form_rows
from foundation.eforms.definition import Definition
from foundation.eforms.models import FieldGroup

from .tree import read, stream

Row = dict[str, Any]
Fields = Mapping[str, list[Row]]


def grouped_fields(root: Path) -> dict[str, list[Row]]:
    """The fields of every group, by its key in the data file."""
    return {row["key"]: row["fields"] for row in read(root, "field_groups")["groups"]}


def whole_form(form: Row, groups: Fields) -> Row:
    """The form with the fields of its groups in their places: what it compiles to."""
    steps = [
        {**step, "fields": [field for row in step["fields"] for field in _whole(row, groups)]}
        for step in form["steps"]
    ]
    return {**form, "steps": steps}


def _whole(row: Row, groups: Fields) -> list[Row]:
    return groups[row["group"]] if "group" in row else [row]


class Forms:
    """Puts forms together as an editor would leave them: groups are used, not copied."""

    def __init__(self, root: Path) -> None:
        self.groups = {row["key"]: _group(row) for row in read(root, "field_groups")["groups"]}

    def stream(self, form: Row | None, materials: Mapping[str, Row]) -> str:
        """The form as its page stores it; file slots offer the blank form of their material."""
        if not form:
            return "[]"
        own = whole_form(form, {key: [] for key in self.groups})
        rows = form_rows(Definition.from_json(own))
        for step, row in zip(form["steps"], rows, strict=False):
            fields = iter(row["value"]["fields"])
            placed = [self._placed(each, fields, materials) for each in step["fields"]]
            row["value"]["fields"] = placed
        return stream([(row["type"], row["value"]) for row in rows])

    def _placed(self, said: Row, fields: Iterator[Row], materials: Mapping[str, Row]) -> Row:
        """The block of one row of the data file: a group that is used, or the next own field."""
        if "group" in said:
            return {"type": "reuse", "value": {"group": self.groups[said["group"]].pk}}
        field = next(fields)
        material = materials.get(said.get("label", ""), {})
        if field["type"] == "file" and "template" in material:
            field["value"] |= {name: material[name] for name in ("template", "sample")}
        return field


def _group(row: Row) -> FieldGroup:
    """The group as a snippet; one that an editor has changed since stays as it is."""
    form = Definition.from_json({"steps": [{"title": row["name"], "fields": row["fields"]}]})
    fields = form_rows(form)[0]["value"]["fields"]
    return FieldGroup.objects.get_or_create(name=row["name"], defaults={"fields": fields})[0]
