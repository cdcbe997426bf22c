"""What a form definition says about its fields: conditions, checks across them, downloads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from .enums import Comparison, Match, Operator


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One comparison with the answer to an earlier field.

    Attributes:
        key: the earlier field; within a group or table, a field of the same row comes first.
        operator: how its answer is compared.
        value: what it is compared with, spelled as the answer is stored; yes and no are
            ``true`` and ``false``.
    """

    key: str
    operator: Operator
    value: str = ""

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Read back what `Condition.to_json` wrote."""
        return cls(
            key=row["key"], operator=Operator(row["operator"]), value=str(row.get("value", ""))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Tests of earlier answers, joined by and or by or."""

    tests: tuple[Test, ...]
    match: Match = Match.ALL

    def to_json(self) -> dict[str, Any]:
        """The condition as JSON has it."""
        tests = [
            {"key": test.key, "operator": str(test.operator), "value": test.value}
            for test in self.tests
        ]
        return {"match": str(self.match), "tests": tests}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote."""
        return cls(
            match=Match(row.get("match", Match.ALL)),
            tests=tuple(Test.from_json(test) for test in row["tests"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRule:
    """Options that are offered only when a condition holds; the others always are."""

    options: tuple[str, ...]
    when: Condition

    def to_json(self) -> dict[str, Any]:
        """The rule as JSON has it."""
        return {"options": list(self.options), "when": self.when.to_json()}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote."""
        return cls(options=tuple(row["options"]), when=Condition.from_json(row["when"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossCheck:
    """How answers must stand to each other, with the sentence of an editor where they do not.

    Attributes:
        left: a formula (see `formulas`), or the key of a date.
        comparison: how the left side must stand to the right.
        right: a formula, or the key of a date.
        key: the field beside which the sentence is shown.
        sentence: what is wrong and how to mend it.
        when: the check counts only if this holds.
    """

    left: str
    comparison: Comparison
    right: str
    key: str
    sentence: str
    when: Condition | None = None

    def to_json(self) -> dict[str, Any]:
        """The check as JSON has it."""
        row: dict[str, Any] = {
            "left": self.left,
            "comparison": str(self.comparison),
            "right": self.right,
            "key": self.key,
            "sentence": self.sentence,
        }
        return {**row, "when": self.when.to_json()} if self.when else row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote."""
        return cls(
            left=row["left"],
            comparison=Comparison(row["comparison"]),
            right=row["right"],
            key=row["key"],
            sentence=row["sentence"],
            when=Condition.from_json(row["when"]) if row.get("when") else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A document that an editor puts beside a file slot: a template, a filled sample."""

    title: str
    url: str

    def to_json(self) -> dict[str, str]:
        """The document as JSON has it."""
        return {"title": self.title, "url": self.url}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote."""
        return cls(title=row["title"], url=row["url"])
