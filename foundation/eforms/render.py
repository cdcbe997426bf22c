"""Answers as a person reads them: on the review page, in the case, on paper."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from foundation.core.masks import mask_id, mask_phone

from .cleaning import as_number
from .conditions import is_blank
from .definition import Definition, Field, Files, HeldFile
from .enums import FieldKind
from .regions import region_name
from .surroundings import NO_FILES

MASKS: dict[FieldKind, Callable[[str], str]] = {
    FieldKind.IDENTITY_CARD: mask_id,
    FieldKind.PHONE: mask_phone,
}
JOINT = "、"


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """The rows of a group or table: labels above, texts below, sums at the foot."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] = ()

    @property
    def labelled_rows(self) -> list[list[tuple[str, str]]]:
        """Each cell with the head of its column, for where a row becomes a card."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]

    @property
    def labelled_totals(self) -> list[tuple[str, str]]:
        """Each sum with the head of its column."""
        return list(zip(self.heads, self.totals, strict=True)) if self.totals else []


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One question with its answer; a section heading has only its label."""

    key: str
    label: str
    value: str
    files: tuple[HeldFile, ...] = ()
    is_blank: bool = False
    is_masked: bool = False
    table: SummaryTable | None = None
    is_section: bool = False


@dataclass(frozen=True, slots=True)
class SummaryStep:
    """One step with its questions; `number` counts from 1 as the form does."""

    title: str
    rows: tuple[SummaryRow, ...]
    number: int = 0


def summary_rows(
    definition: Definition,
    answers: Mapping[str, Any],
    files: Files = NO_FILES,
    *,
    masked: bool = False,
    hidden: frozenset[str] = frozenset(),
) -> list[SummaryStep]:
    """Every question with its answer, step by step.

    Args:
        definition: the form that was asked, in the version that was answered.
        answers: as settled.
        files: the stored files of this case, by uuid.
        masked: hide the middle of identity-card and phone numbers.
        hidden: the keys that were not asked (`Standing.hidden`); steps without any are left out.
    """
    steps = []
    for number, step in enumerate(definition.steps, 1):
        asked = [field for field in step.fields if field.key not in hidden]
        rows = tuple(_rows(asked, answers, files, masked=masked))
        if any(not row.is_section for row in rows) or not hidden:
            steps.append(SummaryStep(step.title, rows, number))
    return steps


def _rows(
    asked: list[Field], answers: Mapping[str, Any], files: Files, *, masked: bool
) -> Iterator[SummaryRow]:
    for field in asked:
        if field.kind == FieldKind.SECTION:
            yield SummaryRow(field.key, field.label, "", is_section=True)
        elif field.is_input:
            yield _row(field, answers.get(field.key), files, masked=masked)


def _row(field: Field, value: Any, files: Files, *, masked: bool) -> SummaryRow:
    if field.is_file:
        names = value if isinstance(value, list) else []
        held = tuple(files[str(name)] for name in names if str(name) in files)
        said = "" if held else _("未上传")
        return SummaryRow(field.key, field.label, said, held, is_blank=not held)
    if field.kind.is_rows:
        return _table_row(field, value, masked=masked)
    said = display(field, value)
    if not said:
        return SummaryRow(field.key, field.label, _("未填写"), is_blank=True)
    if masked and field.is_personal:
        return SummaryRow(field.key, field.label, MASKS[field.kind](said), is_masked=True)
    return SummaryRow(field.key, field.label, said)


def _table_row(field: Field, value: Any, *, masked: bool) -> SummaryRow:
    given = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
    if not given:
        return SummaryRow(field.key, field.label, _("未填写"), is_blank=True)
    columns = [child for child in field.fields if child.is_input]
    table = SummaryTable(
        heads=tuple(child.label for child in columns),
        rows=tuple(
            tuple(_cell(child, row.get(child.key), masked=masked) for child in columns)
            for row in given
        ),
        totals=_totals(columns, given),
    )
    said = _("共 {count} 行").format(count=len(given))
    return SummaryRow(field.key, field.label, said, table=table)


def _cell(child: Field, value: Any, *, masked: bool) -> str:
    said = display(child, value)
    if masked and child.is_personal and said:
        return MASKS[child.kind](said)
    return said or "—"


def _totals(columns: list[Field], rows: list[Mapping[str, Any]]) -> tuple[str, ...]:
    if not any(child.total for child in columns):
        return ()
    return tuple(_total(child, rows) if child.total else "" for child in columns)


def _total(child: Field, rows: list[Mapping[str, Any]]) -> str:
    numbers = [as_number(str(row.get(child.key) or "")) for row in rows]
    total = sum((number for number in numbers if number is not None), Decimal(0))
    return _with_unit(child, format(total, "f"))


def masked_answers(definition: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as stored, with personal numbers masked: for whoever may not have them."""
    inputs = definition.inputs
    return {
        key: _masked(inputs[key], value) if key in inputs else value
        for key, value in answers.items()
    }


def _masked(field: Field, value: Any) -> Any:
    if field.is_personal:
        return MASKS[field.kind](str(value)) if value else value
    if not field.kind.is_rows or not isinstance(value, list):
        return value
    children = {child.key: child for child in field.fields}
    return [
        {
            key: _masked(children[key], each) if key in children else each
            for key, each in row.items()
        }
        if isinstance(row, Mapping)
        else row
        for row in value
    ]


def display(field: Field, value: Any) -> str:
    """One answer in words; empty for none."""
    if field.kind in DISPLAYS:
        return DISPLAYS[field.kind](value)
    text = "" if value is None or isinstance(value, list | Mapping) else str(value)
    return _with_unit(field, text) if text else ""


def _with_unit(field: Field, text: str) -> str:
    unit = field.counted_in
    return f"{text} {unit}" if unit and field.kind in COUNTED else text


def _agreed(value: Any) -> str:
    return _("已同意") if value is True else ""


def _yes_or_no(value: Any) -> str:
    return {True: _("是"), False: _("否")}.get(value, "") if isinstance(value, bool) else ""


def _chosen(value: Any) -> str:
    return JOINT.join(str(each) for each in value) if isinstance(value, list) else ""


def _range(value: Any) -> str:
    if not isinstance(value, Mapping) or is_blank(value):
        return ""
    return _("{first} 至 {last}").format(
        first=value.get("from") or "—", last=value.get("to") or "—"
    )


def _place(value: Any) -> str:
    return (region_name(value) or value) if isinstance(value, str) else ""


def _address(value: Any) -> str:
    if not isinstance(value, Mapping):
        return ""
    return f"{_place(value.get('region', ''))}{value.get('detail') or ''}"


def _picked(value: Any) -> str:
    if not isinstance(value, Mapping) or not value.get("id"):
        return ""
    label, note = value.get("label") or value["id"], value.get("note")
    return f"{label}（{note}）" if note else str(label)


COUNTED = frozenset({FieldKind.NUMBER, FieldKind.MONEY, FieldKind.CALCULATED})
DISPLAYS: dict[FieldKind, Callable[[Any], str]] = {
    FieldKind.DECLARATION: _agreed,
    FieldKind.YES_NO: _yes_or_no,
    FieldKind.SEVERAL: _chosen,
    FieldKind.DATE_RANGE: _range,
    FieldKind.REGION: _place,
    FieldKind.ADDRESS: _address,
    FieldKind.LICENCE: _picked,
    FieldKind.STAFF: _picked,
    FieldKind.SITE: _picked,
    FieldKind.PRODUCT: _picked,
}
