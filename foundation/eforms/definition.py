"""A compiled form: plain, immutable, the same for page, API, check and print."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol, Self
from uuid import UUID

from foundation.files.enums import FileKind as StoredKind

from .enums import CONTENTS, EXTENSIONS, ChoiceDisplay, DayRule, FieldKind

FORMAT = 1
TEXT_LENGTH = 500
LONG_TEXT_LENGTH = 5000
MEGABYTE_BYTES = 1024 * 1024


class HeldFile(Protocol):
    """What a form knows of a stored file."""

    @property
    def uuid(self) -> UUID:
        """Its address."""

    @property
    def name(self) -> str:
        """Its name as uploaded."""

    @property
    def size_bytes(self) -> int:
        """Its size."""


Files = Mapping[str, HeldFile]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form; attributes that its kind does not use keep their defaults."""

    key: str
    kind: FieldKind
    label: str = ""
    hint: str = ""
    example: str = ""
    required: bool = True
    prefill: str = ""
    max_length: int = 0
    unit: str = ""
    decimals: int = 0
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    earliest: date | None = None
    latest: date | None = None
    day_rule: DayRule = DayRule.ANY
    options: tuple[str, ...] = ()
    display: ChoiceDisplay = ChoiceDisplay.RADIO
    accept: tuple[str, ...] = ()
    max_files: int = 1
    max_megabytes: int = 20
    text: str = ""

    @property
    def is_input(self) -> bool:
        """Whether it asks for an answer at all."""
        return self.kind != FieldKind.EXPLANATION

    @property
    def is_file(self) -> bool:
        """Whether its answer is a list of stored files."""
        return self.kind == FieldKind.FILE

    @property
    def is_personal(self) -> bool:
        """Whether its answer is shown masked."""
        return self.kind.is_personal

    @property
    def must_be_answered(self) -> bool:
        """Whether nothing can be submitted without it; a declaration always must."""
        return self.is_input and (self.required or self.kind == FieldKind.DECLARATION)

    @property
    def length_limit(self) -> int:
        """How many characters its answer may have."""
        default = LONG_TEXT_LENGTH if self.kind == FieldKind.LONG_TEXT else TEXT_LENGTH
        return self.max_length or default

    @property
    def max_bytes(self) -> int:
        """How large one file may be."""
        return self.max_megabytes * MEGABYTE_BYTES

    @property
    def extensions(self) -> tuple[str, ...]:
        """The endings that its files may have; none named, none refused."""
        return tuple(ending for family in self.accept for ending in EXTENSIONS[family])

    @property
    def contents(self) -> frozenset[StoredKind]:
        """What its files may be by content: the `kinds` of a `FilePolicy`."""
        return frozenset(kind for family in self.accept for kind in CONTENTS[family])

    def to_json(self) -> dict[str, Any]:
        """Only what differs from the defaults, so that a new attribute changes no digest."""
        row: dict[str, Any] = {"key": self.key, "kind": str(self.kind)}
        for attribute in fields(self):
            value = getattr(self, attribute.name)
            if attribute.name not in row and value != attribute.default:
                row[attribute.name] = _plain(value)
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote; attributes of a later release are left out."""
        known = {attribute.name for attribute in fields(cls)}
        return cls(**{name: _typed(name, row[name]) for name in row if name in known})


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, bool | int) else str(value)


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value))


def _day(value: Any) -> date:
    return date.fromisoformat(str(value))


READERS: dict[str, Any] = {
    "kind": FieldKind,
    "minimum": _decimal,
    "maximum": _decimal,
    "earliest": _day,
    "latest": _day,
    "day_rule": DayRule,
    "display": ChoiceDisplay,
    "options": tuple,
    "accept": tuple,
}


def _typed(name: str, value: Any) -> Any:
    """A value of JSON as the field holds it."""
    reader = READERS.get(name)
    return reader(value) if reader else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of a form."""

    title: str
    intro: str = ""
    fields: tuple[Field, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The step as JSON has it."""
        row: dict[str, Any] = {"title": self.title}
        if self.intro:
            row["intro"] = self.intro
        return {**row, "fields": [field.to_json() for field in self.fields]}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote."""
        return cls(
            title=row["title"],
            intro=row.get("intro", ""),
            fields=tuple(Field.from_json(field) for field in row["fields"]),
        )


@dataclass(frozen=True)
class Definition:
    """A whole form."""

    steps: tuple[Step, ...] = ()

    def __iter__(self) -> Iterator[Field]:
        """Every field, in order, explanations included."""
        for step in self.steps:
            yield from step.fields

    @cached_property
    def inputs(self) -> dict[str, Field]:
        """The fields that ask for an answer, by key, in order."""
        return {field.key: field for field in self if field.is_input}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not self.inputs

    def inputs_of(self, step: int | None) -> dict[str, Field]:
        """The answerable fields of one step (from 0), or of the whole form."""
        if step is None:
            return self.inputs
        return {field.key: field for field in self.steps[step].fields if field.is_input}

    def to_json(self) -> dict[str, Any]:
        """The form as it is stored."""
        return {"format": FORMAT, "steps": [step.to_json() for step in self.steps]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote."""
        return cls(steps=tuple(Step.from_json(step) for step in data["steps"]))

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON: equal forms, equal digests."""
        canonical = json.dumps(
            self.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        return hashlib.sha256(canonical.encode()).hexdigest()
