"""Answers as a person reads them: on the review page, in the case, on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from foundation.core.masks import mask_id, mask_phone

from .definition import Definition, Field, Files, HeldFile
from .enums import FieldKind

NO_FILES: Files = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One question with its answer."""

    key: str
    label: str
    value: str
    files: tuple[HeldFile, ...] = ()
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class SummaryStep:
    """One step with its questions."""

    title: str
    rows: tuple[SummaryRow, ...]


def summary_rows(
    definition: Definition,
    answers: Mapping[str, Any],
    files: Files = NO_FILES,
    *,
    masked: bool = False,
) -> list[SummaryStep]:
    """Every question with its answer, step by step.

    Args:
        definition: the form that was asked, in the version that was answered.
        answers: as stored.
        files: the stored files of this case, by uuid.
        masked: hide the middle of identity-card and phone numbers.
    """
    return [
        SummaryStep(
            title=step.title,
            rows=tuple(
                _row(field, answers.get(field.key), files, masked=masked)
                for field in step.fields
                if field.is_input
            ),
        )
        for step in definition.steps
    ]


def _row(field: Field, value: Any, files: Files, *, masked: bool) -> SummaryRow:
    if field.is_file:
        names = value if isinstance(value, list) else []
        held = tuple(files[str(name)] for name in names if str(name) in files)
        said = "" if held else _("未上传")
        return SummaryRow(field.key, field.label, said, held, is_blank=not held)
    said = _display(field, value, masked=masked)
    return SummaryRow(field.key, field.label, said or _("未填写"), is_blank=not said)


def _display(field: Field, value: Any, *, masked: bool) -> str:
    if field.kind == FieldKind.DECLARATION:
        return _("已同意") if value is True else ""
    text = "" if value is None else str(value)
    if masked and field.kind == FieldKind.IDENTITY_CARD:
        return mask_id(text)
    if masked and field.kind == FieldKind.PHONE:
        return mask_phone(text)
    if text and field.kind == FieldKind.NUMBER and field.unit:
        return f"{text} {field.unit}"
    return text
