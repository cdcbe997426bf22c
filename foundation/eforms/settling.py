"""Answers as they count: hidden ones gone, fixed ones from the register, sums calculated.

A draft keeps what was typed into fields that are hidden now, so that nothing is lost while a
choice is toggled. What is submitted, shown, printed or checked are the settled answers.
"""

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .cleaning import as_number
from .conditions import holds, offered_options
from .definition import Definition, Field, Step
from .enums import FieldKind, PrefillMode
from .formulas import Formula, FormulaInvalid, result_text
from .surroundings import Surroundings

Values = Mapping[str, Any]


@dataclass
class Standing:
    """What a form asks, given its answers so far.

    Attributes:
        answers: the answers that count.
        hidden: the keys of fields that are not asked; in rows as posted, `key-0-child`.
        hidden_steps: the steps (from 0) that are not asked at all.
        required: the names of fields that must be answered; rows as posted.
        options: of choices with rules, what is offered; rows as posted.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    hidden_steps: set[int] = field(default_factory=set)
    required: set[str] = field(default_factory=set)
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)


def settle(definition: Definition, answers: Values, around: Surroundings) -> dict[str, Any]:
    """The answers that count."""
    return standing(definition, answers, around).answers


def standing(definition: Definition, answers: Values, around: Surroundings) -> Standing:
    """One pass in the order of the form: a condition looks only at what stands before it."""
    found = Standing()
    for number, step in enumerate(definition.steps):
        is_open = holds(step.show, found.answers)
        if not is_open:
            found.hidden_steps.add(number)
        section_open = is_open
        for asked in step.fields:
            if asked.kind == FieldKind.SECTION:
                section_open = is_open and holds(asked.show, found.answers)
                if not section_open:
                    found.hidden.add(asked.key)
            elif section_open and holds(asked.show, found.answers):
                _take(found, asked, answers, around)
            else:
                found.hidden.add(asked.key)
    return found


def _take(found: Standing, asked: Field, answers: Values, around: Surroundings) -> None:
    if not asked.is_input:
        return
    _note_rules(found, asked, asked.key, found.answers)
    value = _settled(asked, answers.get(asked.key), found.answers, around)
    if asked.kind.is_rows and isinstance(value, list):
        value = [
            _row(found, asked, row, f"{asked.key}-{index}", around)
            for index, row in enumerate(value)
            if isinstance(row, Mapping)
        ]
    if value is not None or asked.key in answers:
        found.answers[asked.key] = value


def _note_rules(found: Standing, asked: Field, name: str, values: Values) -> None:
    if asked.must_be_answered or (asked.require is not None and holds(asked.require, values)):
        found.required.add(name)
    if asked.option_rules:
        found.options[name] = offered_options(asked, values)


def _row(
    found: Standing, table: Field, row: Values, prefix: str, around: Surroundings
) -> dict[str, Any]:
    """One row; its conditions see the row first, then the form."""
    counted: dict[str, Any] = {}
    values = ChainMap(counted, found.answers)
    for child in table.fields:
        name = f"{prefix}-{child.key}"
        if not holds(child.show, values):
            found.hidden.add(name)
            continue
        if not child.is_input:
            continue
        _note_rules(found, child, name, values)
        value = _settled(child, row.get(child.key), values, around)
        if value is not None or child.key in row:
            counted[child.key] = value
    return counted


def _settled(asked: Field, value: Any, values: Values, around: Surroundings) -> Any:
    if asked.kind == FieldKind.CALCULATED:
        return calculated(asked, values)
    if asked.prefill and asked.prefill_mode != PrefillMode.EDITABLE:
        return around.facts.get(asked.prefill) or value or ""  # what is unknown may be typed
    if asked.kind.is_picker:
        return _labelled(asked, value, around)
    return value


def column_total(column: Field, rows: Sequence[Values]) -> str:
    """The sum of what can be read in a column; empty where nothing can."""
    numbers = [as_number(str(row.get(column.key) or "")) for row in rows]
    said = [number for number in numbers if number is not None]
    return format(sum(said, Decimal(0)), "f") if said else ""


def calculated(asked: Field, values: Values) -> str:
    """The result of a calculated field; empty while something is missing."""
    try:
        formula = Formula.parse(asked.formula)
    except FormulaInvalid:
        return ""
    return result_text(formula.evaluate(values), decimals=asked.decimals)


def _labelled(asked: Field, value: Any, around: Surroundings) -> Any:
    """What was picked, in words that stay readable after the thing itself is gone."""
    if not isinstance(value, Mapping) or not value.get("id"):
        return value
    for pick in around.offered(asked):
        if pick.id == value["id"]:
            return {"id": pick.id, "label": pick.label, "note": pick.note}
    return dict(value)


def live_state(
    definition: Definition, answers: Values, around: Surroundings, *, page: Step
) -> dict[str, Any]:
    """What a page changes while it is filled in, by the names that it posts.

    Args:
        definition: the whole form; its conditions may look beyond the page.
        answers: all of them, with what is typed now.
        around: files, register, and what pickers offer.
        page: the fields that the page draws.
    """
    found = standing(definition, answers, around)
    keys = {asked.key for asked in page.fields}

    def is_here(name: str) -> bool:
        return name.partition("-")[0] in keys

    return {
        "hidden": sorted(filter(is_here, found.hidden)),
        "hidden_steps": sorted(found.hidden_steps),
        "required": sorted(filter(is_here, found.required)),
        "options": {name: list(each) for name, each in found.options.items() if is_here(name)},
        "values": {name: value for name, value in _results(definition, found) if is_here(name)},
    }


def _results(definition: Definition, found: Standing) -> list[tuple[str, str]]:
    """Every calculated answer by its name on the page."""
    results = []
    for asked in definition:
        answer = found.answers.get(asked.key)
        if asked.kind == FieldKind.CALCULATED and asked.key in found.answers:
            results.append((asked.key, str(answer)))
        rows = answer if asked.kind.is_rows and isinstance(answer, list) else []
        results += [
            (f"{asked.key}-{index}-{child.key}", str(row[child.key]))
            for index, row in enumerate(rows)
            for child in asked.fields
            if child.kind == FieldKind.CALCULATED and child.key in row
        ]
        results += [
            (f"{asked.key}-total-{child.key}", column_total(child, rows))
            for child in asked.fields
            if child.total
        ]
    return results
