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
from .posting import gathered, is_posted

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
DENIED = frozenset({"false", "off", "0", "no", "否"})
MOST_CHOSEN = 200
MOST_ROWS = 300  # more than any table may ask for; kept, so that it can be refused with a sentence


def clean_answers(
    definition: Definition, raw: QueryDict | Mapping[str, Any], *, step: int | None = None
) -> dict[str, Any]:
    """The answers in `raw`, known keys only, in one spelling; never raises.

    Args:
        definition: the form that was asked.
        raw: a posted form, or the body of an API call.
        step: the one step that was posted (from 0); without it, the whole form.

    Returns:
        Answers as docs/apps/eforms.md lists them. What cannot be read as a number or a date stays
        as typed, for `check` to name. What `raw` leaves out is left out, but for boxes on a posted
        page: they are then not ticked. What the server calculates is never taken from outside.
    """
    cleaned: dict[str, Any] = {}
    for key, field in definition.inputs_of(step).items():
        if field.kind == FieldKind.CALCULATED:
            continue
        if isinstance(raw, QueryDict):
            if is_posted(raw, field, key):
                cleaned[key] = clean_answer(field, gathered(raw, field, key))
        elif key in raw:
            cleaned[key] = clean_answer(field, raw[key])
    return cleaned


def clean_drawn(
    definition: Definition, raw: QueryDict, *, step: int | None = None
) -> dict[str, Any]:
    """As `clean_answers`, but rows still empty keep their place, so that rows match the page."""
    cleaned = clean_answers(definition, raw, step=step)
    for key, field in definition.inputs_of(step).items():
        if field.kind.is_rows and key in cleaned:
            rows = gathered(raw, field, key)[:MOST_ROWS]
            cleaned[key] = [(clean_answer(field, [row]) or [{}])[0] for row in rows]
    return cleaned


def clean_answer(field: Field, value: Any) -> Any:
    """One answer in its one spelling."""
    if field.kind.is_rows:
        return _rows(field, value)
    return CLEANERS[field.kind](field, value)


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


def _compact(field: Field, value: Any) -> str:
    return _half_width(field, value).replace(" ", "")


def _phone(field: Field, value: Any) -> str:
    return re.sub(r"[‐-―]", "-", _half_width(field, value).replace(" ", ""))


def _number(field: Field, value: Any) -> str:
    typed = _half_width(field, value).replace("−", "-")
    bare = SPACES.sub("", typed.removesuffix(unicodedata.normalize("NFKC", field.counted_in)))
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


def _yes_or_no(_field: Field, value: Any) -> bool | None:
    text = str(value).strip().lower()
    if value is True or text in AGREED:
        return True
    return False if value is False or text in DENIED else None


def _several(field: Field, value: Any) -> list[str]:
    given = value if isinstance(value, list | tuple) else [value]
    chosen = (_line(field, each) for each in given[:MOST_CHOSEN])
    return list(dict.fromkeys(each for each in chosen if each))


def _parts(*names: str) -> Callable[[Field, Any], dict[str, str]]:
    """An answer of several named parts."""

    def cleaned(field: Field, value: Any) -> dict[str, str]:
        said = value if isinstance(value, Mapping) else {}
        return {name: PARTS[name](field, said.get(name, "")) for name in names}

    return cleaned


def _picked(field: Field, value: Any) -> dict[str, str]:
    """What was chosen, by its id; its words are the server's to add."""
    chosen = _line(field, value.get("id") if isinstance(value, Mapping) else value)
    return {"id": chosen} if chosen else {}


def _rows(field: Field, value: Any) -> list[dict[str, Any]]:
    """Rows of known fields; a row in which nothing was answered is none."""
    given = value if isinstance(value, list | tuple) else []
    rows = [_one_row(field, row) for row in given[:MOST_ROWS] if isinstance(row, Mapping)]
    return [row for row in rows if not all(_says_nothing(answer) for answer in row.values())]


def _one_row(field: Field, row: Mapping[str, Any]) -> dict[str, Any]:
    asked = (child for child in field.fields if child.kind in CLEANERS and child.key in row)
    return {child.key: clean_answer(child, row[child.key]) for child in asked}


def _says_nothing(answer: Any) -> bool:
    if isinstance(answer, Mapping):
        return not any(answer.values())
    return answer in (None, "", [], False)


CLEANERS: dict[FieldKind, Callable[[Field, Any], Any]] = {
    FieldKind.TEXT: _line,
    FieldKind.LONG_TEXT: _typed,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _number,
    FieldKind.DATE: _date,
    FieldKind.DATE_RANGE: _parts("from", "to"),
    FieldKind.CHOICE: _line,
    FieldKind.SEVERAL: _several,
    FieldKind.YES_NO: _yes_or_no,
    FieldKind.IDENTITY_CARD: _identifier,
    FieldKind.CREDIT_CODE: _identifier,
    FieldKind.PHONE: _phone,
    FieldKind.EMAIL: _compact,
    FieldKind.POSTCODE: _compact,
    FieldKind.REGION: _compact,
    FieldKind.ADDRESS: _parts("region", "detail"),
    FieldKind.LICENCE: _picked,
    FieldKind.STAFF: _picked,
    FieldKind.SITE: _picked,
    FieldKind.PRODUCT: _picked,
    FieldKind.FILE: _file_names,
    FieldKind.DECLARATION: _agreed,
}
PARTS: dict[str, Callable[[Field, Any], str]] = {
    "from": _date,
    "to": _date,
    "region": _compact,
    "detail": _line,
}
