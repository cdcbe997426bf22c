"""Whether rules and formulas can do what they say: they look back only, at what is there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field as attribute

from django.utils.translation import gettext as _

from foundation.eforms.definition import Definition, Field, Step
from foundation.eforms.enums import FieldKind
from foundation.eforms.formulas import Formula, FormulaInvalid
from foundation.eforms.rules import Condition, CrossCheck

from .spelling import misfit


@dataclass
class Reach:
    """The fields that a rule may look at: those that stand before it.

    Attributes:
        labels: every field of the form, to name those that a rule may not look at.
        fields: those passed by so far.
    """

    labels: Mapping[str, str]
    fields: dict[str, Field] = attribute(default_factory=dict)

    @classmethod
    def over(cls, definition: Definition) -> "Reach":
        """At the beginning of a form."""
        columns = [child for field in definition for child in field.fields]
        asked = (field for field in (*columns, *definition) if field.is_input)
        return cls({field.key: field.label for field in asked})

    def pass_by(self, asked: Field) -> None:
        """What stands here can be looked at by all that follows."""
        if asked.is_input:
            self.fields.setdefault(asked.key, asked)

    def within(self) -> "Reach":
        """The same, for the fields of a row, which see their row first."""
        return Reach(self.labels, dict(self.fields))

    def absence(self, key: str) -> str:
        """Why this field cannot be looked at here, for an editor."""
        if key in self.labels:
            return _("「{label}」，但它不在前面").format(label=self.labels[key])
        return _("「{key}」，但它前面没有这个字段").format(key=key)


def step_problems(step: Step, reach: Reach) -> list[str]:
    """What is wrong with the condition of a whole step."""
    where = _("步骤「{title}」").format(title=step.title)
    return [where + each for each in _condition_problems(step.show, reach)]


def field_rule_problems(asked: Field, reach: Reach) -> list[str]:
    """What is wrong with the rules and the formula of a field, and of those in its rows."""
    where = _("字段「{label}」").format(label=asked.label or asked.key)
    found = [where + each for each in _rules_of(asked, reach)]
    inner = reach.within()
    for child in asked.fields:
        found += [
            _("「{label}」中的").format(label=asked.label) + each
            for each in field_rule_problems(child, inner)
        ]
        if child.is_input:
            inner.fields[child.key] = child
    return found


def _rules_of(asked: Field, reach: Reach) -> Iterator[str]:
    yield from _condition_problems(asked.show, reach)
    yield from _condition_problems(asked.require, reach)
    for rule in asked.option_rules:
        yield from _condition_problems(rule.when, reach)
    if asked.kind == FieldKind.CALCULATED:
        yield from _formula_problems(asked.formula, reach)


def _condition_problems(condition: Condition | None, reach: Reach) -> Iterator[str]:
    for test in condition.tests if condition else ():
        target = reach.fields.get(test.key)
        if target is None:
            yield _("的条件用到{absence}；条件只能看前面的字段。").format(
                absence=reach.absence(test.key)
            )
        elif said := misfit(test, target):
            yield _("的条件永远不会成立：{problem}，请核对。").format(problem=said)


def _formula_problems(text: str, reach: Reach) -> Iterator[str]:
    try:
        names = Formula.parse(text).names
    except FormulaInvalid as error:
        yield _("的公式有误：{problem}").format(problem=error)
        return
    for name in sorted(names):
        if not _is_known(name, reach):
            yield _("的公式用到{absence}；公式只能用前面的字段。").format(
                absence=reach.absence(name)
            )


def _is_known(name: str, reach: Reach) -> bool:
    key, _dot, column = name.partition(".")
    target = reach.fields.get(key)
    if target is None:
        return False
    return not column or any(child.key == column for child in target.fields)


def check_problems(check: CrossCheck, reach: Reach) -> list[str]:
    """What is wrong with a check across fields."""
    where = _("核对规则「{sentence}」").format(sentence=check.sentence[:20])
    found = list(_condition_problems(check.when, reach))
    if check.key not in reach.fields:
        found.append(_("要把提示显示在「{key}」，但表里没有这个字段。").format(key=check.key))
    for side in (check.left, check.right):
        found += _formula_problems(side, reach)
    return [where + each for each in found]
