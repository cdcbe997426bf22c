"""Answers as a person reads them: on the review page, in the case, on paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from foundation.core.masks import mask_id, mask_phone

from .definition import Definition, Field, Files, HeldFile
from .enums import FieldKind

NO_FILES: Files = MappingProxyType({})
MASKS: dict[FieldKind, Callable[[str], str]] = {
    FieldKind.IDENTITY_CARD: mask_id,
    FieldKind.PHONE: mask_phone,
}


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One question with its answer."""

    key: str
    label: str
    value: str
    files: tuple[HeldFile, ...] = ()
    is_blank: bool = False
    is_masked: bool = False


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
    said = _display(field, value)
    if not said:
        return SummaryRow(field.key, field.label, _("未填写"), is_blank=True)
    if masked and field.is_personal:
        return SummaryRow(field.key, field.label, MASKS[field.kind](said), is_masked=True)
    return SummaryRow(field.key, field.label, said)


def masked_answers(definition: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as stored, with personal numbers masked: for whoever may not have them."""
    inputs = definition.inputs
    return {
        key: MASKS[inputs[key].kind](str(value))
        if value and key in inputs and inputs[key].is_personal
        else value
        for key, value in answers.items()
    }


def _display(field: Field, value: Any) -> str:
    if field.kind == FieldKind.DECLARATION:
        return _("已同意") if value is True else ""
    text = "" if value is None else str(value)
    if text and field.kind == FieldKind.NUMBER and field.unit:
        return f"{text} {field.unit}"
    return text
