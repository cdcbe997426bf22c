"""What guides say of materials by their names, with blank forms, filled samples and samples of results."""

from pathlib import Path
from typing import Any

from wagtail.documents import get_document_model

from .documents import document, workbook
from .tree import read

COPIED = ("name", "form", "copies", "source", "required", "note", "in_form", "may_follow", "accept")
HEAD = ("项目", "填写内容")
LIBRARY = get_document_model()


class Materials:
    """The materials and results of the content; a document is made when a guide first needs it."""

    def __init__(self, root: Path) -> None:
        content = read(root, "materials")
        self._known = {row["name"]: row for row in content["materials"]}
        self._results = {row["name"]: row["sheet"] for row in content["results"]}

    def block(self, row: dict[str, Any]) -> dict[str, Any]:
        """A material of a guide as its block stores it; what the guide itself says counts more."""
        said = {**self._known.get(row["name"], {}), **row}
        value = {name: said[name] for name in COPIED if name in said}
        value["checks"] = "\n".join(said.get("checks", []))
        if "sheet" in said:
            blank = [[item, ""] for item, _example in said["sheet"]]
            value["template"] = _sheet(f"{row['name']}（空白表格）", blank).pk
            value["sample"] = _sheet(f"{row['name']}（填写样例）", said["sheet"]).pk
        return value

    def result(self, name: str) -> Any:
        """The sample of a result, if there is one."""
        rows = self._results.get(name)
        return _sheet(f"{name}（样本）", rows) if rows else None


def _sheet(title: str, rows: list[Any]) -> Any:
    standing = LIBRARY.objects.filter(title=title).first()
    content = [{"title": title, "rows": [HEAD, *rows]}]
    return standing or document(title=title, filename=f"{title}.xlsx", content=workbook(content))
