"""Whether a condition holds, by the answers that count so far."""

from collections.abc import Callable, Mapping
from typing import Any

from .cleaning import as_date, as_number
from .definition import Field
from .enums import Match, Operator
from .rules import Condition, Test

Values = Mapping[str, Any]
SPELLED = {True: "true", False: "false"}


def holds(condition: Condition | None, values: Values) -> bool:
    """Whether it holds; no condition always does, one without tests too."""
    if condition is None or not condition.tests:
        return True
    results = (_passes(test, values.get(test.key)) for test in condition.tests)
    return any(results) if condition.match == Match.ANY else all(results)


def offered_options(field: Field, values: Values) -> tuple[str, ...]:
    """The options that may be chosen now, in their order.

    An option that no rule names is always offered; one that rules name, when any of them holds.
    """
    if not field.option_rules:
        return field.options
    ruled = {option for rule in field.option_rules for option in rule.options}
    open_ones = {
        option for rule in field.option_rules if holds(rule.when, values) for option in rule.options
    }
    return tuple(each for each in field.options if each not in ruled or each in open_ones)


def said(answer: Any) -> list[str]:
    """An answer as the texts that a test compares: a picker by its label, a range by its start."""
    if isinstance(answer, bool):
        return [SPELLED[answer]]
    if isinstance(answer, Mapping):
        texts = (answer.get(name) for name in ("label", "region", "from"))
        return [text for text in texts if isinstance(text, str) and text]
    if isinstance(answer, list):
        return [each for each in answer if isinstance(each, str) and each]
    return [answer] if isinstance(answer, str) and answer else []


def is_blank(answer: Any) -> bool:
    """Whether nothing was answered; a no is an answer."""
    if answer is None or answer in ("", [], {}):
        return True
    if isinstance(answer, Mapping):
        return not any(isinstance(part, str) and part.strip() for part in answer.values())
    return isinstance(answer, str) and not answer.strip()


def _passes(test: Test, answer: Any) -> bool:
    return TESTS[test.operator](answer, test.value)


def _is(answer: Any, value: str) -> bool:
    texts = said(answer)
    return len(texts) == 1 and _same(texts[0], value)


def _is_not(answer: Any, value: str) -> bool:
    """Something else was answered; nothing answered is not something else."""
    texts = said(answer)
    return bool(texts) and not any(_same(text, value) for text in texts)


def _contains(answer: Any, value: str) -> bool:
    if isinstance(answer, list):
        return value in said(answer)
    return any(value in text for text in said(answer))


def _ordered(answer: Any, value: str, wanted: tuple[int, ...]) -> bool:
    texts = said(answer)
    return bool(texts) and _order(texts[0], value) in wanted


def _same(text: str, value: str) -> bool:
    if text == value:
        return True
    left, right = as_number(text), as_number(value)
    return left is not None and left == right


def _order(text: str, value: str) -> int | None:
    """-1, 0 or 1 as the first is before, at or after the second; None for what has no order."""
    for read in (as_number, as_date):
        left, right = read(text), read(value)
        if left is not None and right is not None:
            return (left > right) - (left < right)  # type: ignore[operator]
    return None


TESTS: dict[str, Callable[[Any, str], bool]] = {
    Operator.FILLED: lambda answer, _value: not is_blank(answer),
    Operator.EMPTY: lambda answer, _value: is_blank(answer),
    Operator.IS: _is,
    Operator.IS_NOT: _is_not,
    Operator.CONTAINS: _contains,
    Operator.AT_LEAST: lambda answer, value: _ordered(answer, value, (0, 1)),
    Operator.AT_MOST: lambda answer, value: _ordered(answer, value, (0, -1)),
}
