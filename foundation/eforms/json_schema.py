"""The form for programs: what complete answers look like, and how the questions are laid out."""

from collections.abc import Callable
from typing import Any

from wagtail.rich_text import expand_db_html

from .definition import Definition, Field
from .enums import FieldKind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Shape = dict[str, Any]


def json_schema(definition: Definition) -> dict[str, Any]:
    """JSON Schema of complete answers, spelled as the portal stores them.

    The portal also reads other spellings of a date or a number; bounds that move with the day
    are in the layout.
    """
    inputs = definition.inputs
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": {key: _property(field) for key, field in inputs.items()},
        "required": [key for key, field in inputs.items() if field.must_be_answered],
        "additionalProperties": False,
    }


def layout(definition: Definition) -> list[dict[str, Any]]:
    """The steps with all that a screen needs to draw their fields."""
    return [
        {
            "title": step.title,
            "intro": step.intro,
            "fields": [_drawn(field) for field in step.fields],
        }
        for step in definition.steps
    ]


def _drawn(field: Field) -> dict[str, Any]:
    row = {**field.to_json(), "required": field.must_be_answered}
    if not field.is_input:
        row["text"] = expand_db_html(field.text)
    return row


def _property(field: Field) -> Shape:
    described = {"title": field.label}
    if field.hint:
        described["description"] = field.hint
    if field.example:
        return {**described, "examples": [field.example], **SHAPES[field.kind](field)}
    return {**described, **SHAPES[field.kind](field)}


def _text(field: Field) -> Shape:
    least = {"minLength": 1} if field.required else {}
    return {"type": "string", "maxLength": field.length_limit, **least}


def _pattern(field: Field, pattern: str) -> Shape:
    whole = f"^{pattern}$" if field.required else f"^({pattern})?$"
    return {"type": "string", "pattern": whole}


def _number(field: Field) -> Shape:
    part = rf"(\.\d{{1,{field.decimals}}})?" if field.decimals else ""
    shape = _pattern(field, rf"-?\d{{1,20}}{part}") | {"type": ["string", "number"]}
    if field.minimum is not None:
        shape["minimum"] = float(field.minimum)
    if field.maximum is not None:
        shape["maximum"] = float(field.maximum)
    return shape


def _date(field: Field) -> Shape:
    shape = _pattern(field, r"\d{4}-\d{2}-\d{2}")
    return shape | {"format": "date"} if field.required else shape


def _choice(field: Field) -> Shape:
    none = () if field.required else ("",)
    return {"type": "string", "enum": [*field.options, *none]}


def _identity_card(field: Field) -> Shape:
    return _pattern(field, r"\d{17}[\dX]")


def _credit_code(field: Field) -> Shape:
    return _pattern(field, r"(?:[0-9A-HJ-NP-RT-UW-Y]{18}|TS[A-Z]{2}[0-9]{13}[0-9A-Z])")


def _files(field: Field) -> Shape:
    return {
        "type": "array",
        "items": {"type": "string", "format": "uuid"},
        "minItems": 1 if field.required else 0,
        "maxItems": field.max_files,
        "uniqueItems": True,
    }


def _agreed(_field: Field) -> Shape:
    return {"const": True}


SHAPES: dict[FieldKind, Callable[[Field], Shape]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.IDENTITY_CARD: _identity_card,
    FieldKind.CREDIT_CODE: _credit_code,
    FieldKind.PHONE: _text,
    FieldKind.FILE: _files,
    FieldKind.DECLARATION: _agreed,
}
