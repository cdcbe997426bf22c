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

from .enums import CONTENTS, EXTENSIONS, ChoiceDisplay, DayRule, FieldKind, PrefillMode
from .rules import Condition, CrossCheck, Download, OptionRule

FORMAT = 1
TEXT_LENGTH = 500
LONG_TEXT_LENGTH = 5000
MEGABYTE_BYTES = 1024 * 1024
MONEY_UNIT = "元"


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
    """One question of a form; attributes that its kind does not use keep their defaults.

    Attributes:
        prefill: the fact it begins with; `prefill_mode` says whether it may be changed.
        show: shown only when this holds; a section hides all up to the next section with it.
        require: required when this holds, beside `required`.
        option_rules: options that are offered only under a condition.
        fields: of a group or a table, the fields of one row.
        min_rows, max_rows: of a group or a table, how many rows are asked for.
        row_label: of a group or a table, what one row is called.
        total: of a column of numbers, whether its sum is shown below.
        formula: of a calculated field, what it is calculated from.
        source_kind: of a picker, the one kind that is offered; of a file slot, the kind of
            stored document that is proposed.
        template, sample: of a file slot, the blank form and the filled sample.
    """

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
    prefill_mode: PrefillMode = PrefillMode.EDITABLE
    show: Condition | None = None
    require: Condition | None = None
    option_rules: tuple[OptionRule, ...] = ()
    fields: "tuple[Field, ...]" = ()
    min_rows: int = 0
    max_rows: int = 50
    row_label: str = ""
    total: bool = False
    formula: str = ""
    source_kind: str = ""
    template: Download | None = None
    sample: Download | None = None

    @property
    def is_input(self) -> bool:
        """Whether it asks for an answer at all."""
        return self.kind.is_input

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
        if self.kind == FieldKind.CALCULATED:
            return False
        return self.is_input and (self.required or self.kind == FieldKind.DECLARATION)

    @property
    def counted_in(self) -> str:
        """The unit that stands beside its answer; money of none is in yuan."""
        return self.unit or (MONEY_UNIT if self.kind == FieldKind.MONEY else "")

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
        return [_plain(each) for each in value]
    if isinstance(value, Condition | OptionRule | Download | Field):
        return value.to_json()
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
    "prefill_mode": PrefillMode,
    "show": Condition.from_json,
    "require": Condition.from_json,
    "option_rules": lambda rows: tuple(OptionRule.from_json(row) for row in rows),
    "fields": lambda rows: tuple(Field.from_json(row) for row in rows),
    "template": Download.from_json,
    "sample": Download.from_json,
}


def _typed(name: str, value: Any) -> Any:
    """A value of JSON as the field holds it."""
    reader = READERS.get(name)
    return reader(value) if reader else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of a form; with `show` it is asked only when that holds."""

    title: str
    intro: str = ""
    fields: tuple[Field, ...] = ()
    show: Condition | None = None

    def to_json(self) -> dict[str, Any]:
        """The step as JSON has it."""
        row: dict[str, Any] = {"title": self.title}
        if self.intro:
            row["intro"] = self.intro
        if self.show:
            row["show"] = self.show.to_json()
        return {**row, "fields": [field.to_json() for field in self.fields]}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote."""
        return cls(
            title=row["title"],
            intro=row.get("intro", ""),
            fields=tuple(Field.from_json(field) for field in row["fields"]),
            show=Condition.from_json(row["show"]) if row.get("show") else None,
        )


@dataclass(frozen=True)
class Definition:
    """A whole form: its steps, and how answers must stand to each other."""

    steps: tuple[Step, ...] = ()
    checks: tuple[CrossCheck, ...] = ()

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
        row = {"format": FORMAT, "steps": [step.to_json() for step in self.steps]}
        return {**row, "checks": [check.to_json() for check in self.checks]} if self.checks else row

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote."""
        return cls(
            steps=tuple(Step.from_json(step) for step in data["steps"]),
            checks=tuple(CrossCheck.from_json(check) for check in data.get("checks", ())),
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON: equal forms, equal digests."""
        canonical = json.dumps(
            self.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        return hashlib.sha256(canonical.encode()).hexdigest()
