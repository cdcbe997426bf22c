"""What was typed, in one spelling: nothing is refused here, and nothing that can be read is lost."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import QueryDict

from .definition import Definition, Field
from .enums import FieldKind

# An answer over its limit is kept and refused with a sentence; this bounds what storage takes.
KEPT_TIMES_LIMIT = 4
MOST_FILE_NAMES = 50
MOST_BITS = 1024  # a longer integer is no answer, and costly to write out
UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,10})?|\.\d{1,10})", re.ASCII)
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
SPACES = re.compile(r"\s+")
AGREED = frozenset({"true", "on", "1", "yes", "是"})


def clean_answers(
    definition: Definition, raw: QueryDict | Mapping[str, Any], *, step: int | None = None
) -> dict[str, Any]:
    """The answers in `raw`, known keys only, in one spelling; never raises.

    Args:
        definition: the form that was asked.
        raw: a posted form, or the body of an API call.
        step: the one step that was posted (from 0); without it, the whole form.

    Returns:
        Text as str, a declaration as bool, files as a list of uuids. What cannot be read as a
        number or a date stays as typed, for `check` to name. What `raw` leaves out is left out,
        but for a declaration on a posted page: its box is then not ticked.
    """
    cleaned: dict[str, Any] = {}
    for key, field in definition.inputs_of(step).items():
        if key in raw:
            cleaned[key] = CLEANERS[field.kind](field, _given(raw, field))
        elif isinstance(raw, QueryDict) and field.kind == FieldKind.DECLARATION:
            cleaned[key] = False
    return cleaned


def _given(raw: QueryDict | Mapping[str, Any], field: Field) -> Any:
    if isinstance(raw, QueryDict) and field.is_file:
        return raw.getlist(field.key)
    return raw.get(field.key)


def as_number(text: str) -> Decimal | None:
    """The number that a cleaned answer says, if it says one."""
    return Decimal(text) if NUMBER.fullmatch(text) else None


def as_date(text: str) -> date | None:
    """The day that a cleaned answer says, if it says one."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-01") else None
    except ValueError:
        return None


def _typed(field: Field, value: Any) -> str:
    """What was typed, without what no database can keep."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return ""
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        return ""
    text = UNSTORABLE.sub("", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    kept = unicodedata.normalize("NFC", text).strip()[: field.length_limit * KEPT_TIMES_LIMIT]
    return kept.strip()


def _line(field: Field, value: Any) -> str:
    return SPACES.sub(" ", _typed(field, value))


def _half_width(field: Field, value: Any) -> str:
    """Digits and letters typed in full width become plain ones."""
    return unicodedata.normalize("NFKC", _line(field, value)).strip()


def _identifier(field: Field, value: Any) -> str:
    return re.sub(r"[\s\-‐-―]", "", _half_width(field, value)).upper()


def _phone(field: Field, value: Any) -> str:
    return re.sub(r"[‐-―]", "-", _half_width(field, value).replace(" ", ""))


def _number(field: Field, value: Any) -> str:
    typed = _half_width(field, value).replace("−", "-")
    bare = SPACES.sub("", typed.removesuffix(unicodedata.normalize("NFKC", field.unit)))
    bare = bare.replace(",", "")
    if not NUMBER.fullmatch(bare):
        return typed
    number = Decimal(bare)
    return format(number or abs(number), "f")


def _date(field: Field, value: Any) -> str:
    typed = _half_width(field, value)
    bare = typed.replace(" ", "")
    found = DATE.fullmatch(bare) or COMPACT_DATE.fullmatch(bare)
    if not found:
        return typed
    year, month, day = (int(part) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return typed


def _agreed(_field: Field, value: Any) -> bool:
    return value is True or str(value).strip().lower() in AGREED


def _file_names(_field: Field, value: Any) -> list[str]:
    given = value if isinstance(value, list | tuple) else [value]
    names: dict[str, None] = {}
    for name in given[:MOST_FILE_NAMES]:
        try:
            names[str(UUID(str(name)))] = None
        except ValueError:
            continue
    return list(names)


CLEANERS: dict[FieldKind, Callable[[Field, Any], Any]] = {
    FieldKind.TEXT: _line,
    FieldKind.LONG_TEXT: _typed,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _line,
    FieldKind.IDENTITY_CARD: _identifier,
    FieldKind.CREDIT_CODE: _identifier,
    FieldKind.PHONE: _phone,
    FieldKind.FILE: _file_names,
    FieldKind.DECLARATION: _agreed,
}
