"""Keys of fields, and the labels by which an editor may call them in rules and formulas."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from foundation.eforms.definition import Definition, Field, Step
from foundation.eforms.formulas import FUNCTIONS, plain
from foundation.eforms.rules import Condition, CrossCheck, OptionRule, Test

from .problems import RESERVED_KEYS
from .spelling import stored

WORD = re.compile(r"[a-z][a-z0-9]+", re.ASCII)
NAME = re.compile(r"[^\W\d]\w*")
ID_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Names:
    """What a rule may name at one place of a form: keys by labels, and fields by keys."""

    keys: dict[str, str]
    fields: dict[str, Field]

    @classmethod
    def of(cls, fields: Iterable[Field], taken: frozenset[str]) -> "Names":
        """Those of fields beside each other; a label that several have, or a key, names none."""
        listed = [field for field in fields if field.is_input]
        counts = Counter(field.label for field in listed)
        keys = {
            field.label: field.key
            for field in listed
            if counts[field.label] == 1 and field.label not in taken
        }
        return cls(keys, {field.key: field for field in listed})

    def within(self, inner: "Names") -> "Names":
        """The same where others come first: in a row, those of the row."""
        return Names({**self.keys, **inner.keys}, {**self.fields, **inner.fields})

    def key(self, name: str) -> str:
        """The key that a label or a key means."""
        return self.keys.get(name, name)


def keyed(children: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """Every child with its key, proposed where none was given."""
    listed = list(children)
    taken = {child.value.get("key") for child in listed} | RESERVED_KEYS
    for position, child in enumerate(listed, start=1):
        key = child.value.get("key")
        if not key:
            key = _proposed_key(child, position, taken)
            taken.add(key)
        yield child, key


def _proposed_key(child: Any, position: int, taken: set[Any]) -> str:
    """The Latin words of the label, else the kind with a mark that outlives reordering."""
    label = str(child.value.get("label") or "").lower()
    mark = str(child.id)[:ID_DIGITS] if child.id else str(position)
    base = "_".join(WORD.findall(label))[:30].strip("_") or f"{child.block.kind}_{mark}"
    key, again = base, 2
    while key in taken:
        key, again = f"{base}_{again}", again + 1
    return key


def named_by_keys(definition: Definition) -> Definition:
    """The same form, its rules and formulas naming fields by keys where they named labels."""
    children = [child for field in definition for child in field.fields]
    keys = frozenset(field.key for field in (*definition, *children))
    names = Names.of(children, keys).within(Names.of(definition, keys))
    steps = tuple(
        Step(
            title=step.title,
            intro=step.intro,
            show=_condition(step.show, names),
            fields=tuple(_field(field, names, keys) for field in step.fields),
        )
        for step in definition.steps
    )
    return Definition(steps=steps, checks=tuple(_check(each, names) for each in definition.checks))


def _field(field: Field, names: Names, keys: frozenset[str]) -> Field:
    inner = names.within(Names.of(field.fields, keys))
    return replace(
        field,
        show=_condition(field.show, names),
        require=_condition(field.require, names),
        option_rules=tuple(
            OptionRule(options=rule.options, when=_condition(rule.when, names) or rule.when)
            for rule in field.option_rules
        ),
        formula=_formula(field.formula, names),
        fields=tuple(_field(child, inner, keys) for child in field.fields),
    )


def _condition(condition: Condition | None, names: Names) -> Condition | None:
    if condition is None:
        return None
    tests = tuple(_test(test, names) for test in condition.tests)
    return Condition(match=condition.match, tests=tests)


def _test(test: Test, names: Names) -> Test:
    key = names.key(test.key)
    target = names.fields.get(key)
    value = stored(test.value, target) if target else test.value
    return Test(key=key, operator=test.operator, value=value)


def _check(check: CrossCheck, names: Names) -> CrossCheck:
    return replace(
        check,
        left=_formula(check.left, names),
        right=_formula(check.right, names),
        key=names.key(check.key),
        when=_condition(check.when, names),
    )


def _formula(text: str, names: Names) -> str:
    def key(found: re.Match[str]) -> str:
        word = found.group()
        return word if word in FUNCTIONS else names.key(word)

    return NAME.sub(key, plain(text)) if text else text
