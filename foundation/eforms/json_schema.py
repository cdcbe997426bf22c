"""The form for programs: what complete answers look like, and how the questions are laid out."""

from collections.abc import Callable
from typing import Any

from wagtail.rich_text import expand_db_html

from .definition import Definition, Field
from .enums import FieldKind, Match, Operator
from .rules import Condition, Test
from .wrongness import decimals_of

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
        "required": [key for key, field in inputs.items() if _always_asked(definition, field)],
        "additionalProperties": False,
        **_conditional(definition),
    }


def _always_asked(definition: Definition, field: Field) -> bool:
    """Whether complete answers must have it, whatever else was answered."""
    is_settled = field.kind == FieldKind.CALCULATED
    return field.must_be_answered and not is_settled and field.key not in _hideable(definition)


def _hideable(definition: Definition) -> dict[str, tuple[Condition, ...]]:
    """The fields that conditions may hide, each with all conditions that must hold."""
    found: dict[str, tuple[Condition, ...]] = {}
    for step in definition.steps:
        section: Condition | None = None
        for field in step.fields:
            if field.kind == FieldKind.SECTION:
                section = field.show
            conditions = tuple(each for each in (step.show, section, field.show) if each)
            if field.is_input and conditions:
                found[field.key] = conditions
    return found


def _conditional(definition: Definition) -> Shape:
    """`if` these answers `then` these fields, for the tests that JSON Schema can say.

    All others stand in the layout, and are checked on the server in any case.
    """
    rules = []
    for key, conditions in _hideable(definition).items():
        field = definition.inputs[key]
        parts = [_as_schema(each) for each in conditions]
        said = [part for part in parts if part]
        if (
            field.must_be_answered
            and field.kind != FieldKind.CALCULATED
            and len(said) == len(parts)
        ):
            rules.append({"if": {"allOf": said}, "then": {"required": [key]}})
    return {"allOf": rules} if rules else {}


def _as_schema(condition: Condition) -> Shape | None:
    tests = [_test_schema(test) for test in condition.tests]
    if not all(tests):
        return None
    return {"anyOf" if condition.match == Match.ANY else "allOf": tests}


def _test_schema(test: Test) -> Shape | None:
    value: Any = {"true": True, "false": False}.get(test.value, test.value)
    if test.operator != Operator.IS:
        return None
    either = [value, test.value] if value != test.value else [value]
    return {"properties": {test.key: {"enum": either}}, "required": [test.key]}


def layout(definition: Definition) -> list[dict[str, Any]]:
    """The steps with all that a screen needs to draw their fields."""
    return [
        {
            "title": step.title,
            "intro": step.intro,
            "fields": [_drawn(field) for field in step.fields],
            **({"show": step.show.to_json()} if step.show else {}),
        }
        for step in definition.steps
    ]


def _drawn(field: Field) -> dict[str, Any]:
    row = {**field.to_json(), "required": field.must_be_answered}
    if field.fields:
        row["fields"] = [_drawn(child) for child in field.fields]
    if field.kind == FieldKind.EXPLANATION:
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
    decimals = decimals_of(field)
    part = rf"(\.\d{{1,{decimals}}})?" if decimals else ""
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


def _several(field: Field) -> Shape:
    return {
        "type": "array",
        "items": {"enum": list(field.options)},
        "minItems": 1 if field.required else 0,
        "uniqueItems": True,
    }


def _yes_or_no(field: Field) -> Shape:
    return {"type": "boolean"} if field.required else {"type": ["boolean", "null"]}


def _range(_field: Field) -> Shape:
    day = {"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2})?$"}
    return {
        "type": "object",
        "properties": {"from": day, "to": day},
        "required": ["from", "to"],
        "additionalProperties": False,
    }


def _email(field: Field) -> Shape:
    return _text(field) | ({"format": "email"} if field.required else {})


def _six_digits(field: Field) -> Shape:
    return _pattern(field, r"\d{6}")


def _address(field: Field) -> Shape:
    return {
        "type": "object",
        "properties": {
            "region": _six_digits(field),
            "detail": {"type": "string", "maxLength": field.length_limit},
        },
        "required": ["region", "detail"],
        "additionalProperties": False,
    }


def _picked(field: Field) -> Shape:
    """The id of what was chosen; label and note are the portal's own words."""
    texts = {name: {"type": "string"} for name in ("id", "label", "note")}
    required = ["id"] if field.required else []
    chosen = {"type": "object", "properties": texts, "required": required}
    return {"anyOf": [chosen, {"type": "string", "minLength": int(field.required)}]}


def _rows(field: Field) -> Shape:
    asked = [child for child in field.fields if child.is_input]
    return {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {child.key: _property(child) for child in asked},
            "required": [
                child.key
                for child in asked
                if child.must_be_answered and not child.show and child.kind != FieldKind.CALCULATED
            ],
            "additionalProperties": False,
        },
        "minItems": max(field.min_rows, int(field.required)),
        "maxItems": field.max_rows,
    }


def _calculated(_field: Field) -> Shape:
    return {"type": "string", "readOnly": True}


SHAPES: dict[FieldKind, Callable[[Field], Shape]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _number,
    FieldKind.DATE: _date,
    FieldKind.DATE_RANGE: _range,
    FieldKind.CHOICE: _choice,
    FieldKind.SEVERAL: _several,
    FieldKind.YES_NO: _yes_or_no,
    FieldKind.IDENTITY_CARD: _identity_card,
    FieldKind.CREDIT_CODE: _credit_code,
    FieldKind.PHONE: _text,
    FieldKind.EMAIL: _email,
    FieldKind.POSTCODE: _six_digits,
    FieldKind.REGION: _six_digits,
    FieldKind.ADDRESS: _address,
    FieldKind.LICENCE: _picked,
    FieldKind.STAFF: _picked,
    FieldKind.SITE: _picked,
    FieldKind.PRODUCT: _picked,
    FieldKind.FILE: _files,
    FieldKind.GROUP: _rows,
    FieldKind.TABLE: _rows,
    FieldKind.CALCULATED: _calculated,
    FieldKind.DECLARATION: _agreed,
}
