"""Mistakes in a form, each a sentence for an editor who does not program."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundation.eforms.definition import Definition, Field
from foundation.eforms.enums import FieldKind

from .reaching import Reach, check_problems, field_rule_problems, step_problems

KEY_PATTERN = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
RESERVED_KEYS = frozenset(
    {
        "csrfmiddlewaretoken",
        "action",
        "next",
        "step",
        "version",
        "state",
        "go",
        "rows",
        "remove",
        "attach",
    }
)
OPTIONAL = frozenset({FieldKind.CHOICE, FieldKind.SEVERAL})
MOST_FIELDS = 500
MOST_COLUMNS = 30


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, and where it stands: a field of a step, a whole step, or a check."""

    sentence: str
    step: int = 0
    field: int | None = None
    check: int | None = None


def field_problems(field: Field) -> dict[str, str]:
    """What contradicts itself within one field, by the setting at fault."""
    found: dict[str, str] = {}
    if field.kind != FieldKind.EXPLANATION and not field.label.strip():
        found["label"] = _("请填写字段名称，申请人要看到它。")
    if not KEY_PATTERN.fullmatch(field.key):
        found["key"] = _("标识只能用小写英文字母、数字和下划线，并以字母开头。")
    elif field.key in RESERVED_KEYS:
        found["key"] = _("标识「{key}」已被系统使用，请换一个。").format(key=field.key)
    found.update(_range_problems(field))
    if field.kind in OPTIONAL:
        found.update(_option_problems(field))
    return found


def _range_problems(field: Field) -> dict[str, str]:
    found: dict[str, str] = {}
    low, high = field.minimum, field.maximum
    if low is not None and high is not None and low > high:
        found["maximum"] = _("最大值 {maximum} 小于最小值 {minimum}，请核对。").format(
            maximum=high, minimum=low
        )
    first, last = field.earliest, field.latest
    if first is not None and last is not None and first > last:
        found["latest"] = _("最晚日期 {latest} 早于最早日期 {earliest}，请核对。").format(
            latest=last, earliest=first
        )
    if field.kind.is_rows and field.min_rows > field.max_rows:
        found["max_rows"] = _("最多 {most} 行少于至少 {least} 行，请核对。").format(
            most=field.max_rows, least=field.min_rows
        )
    return found


def _option_problems(field: Field) -> dict[str, str]:
    options = [option.strip() for option in field.options]
    if not options or not all(options):
        return {"options": _("请至少填写一个选项，每个选项都要有文字。")}
    if len(set(options)) < len(options):
        return {"options": _("有两个选项的文字相同，请改其中一个。")}
    ruled = [option for rule in field.option_rules for option in rule.options]
    unknown = [option for option in ruled if option not in options]
    if unknown:
        sentence = _("条件里的选项「{option}」不在上面的选项中，请核对。")
        return {"option_rules": sentence.format(option=unknown[0])}
    return {}


def twins_of(definition: Definition) -> Iterator[tuple[Field, Field]]:
    """Pairs of fields that have one key."""
    seen: dict[str, Field] = {}
    for field in definition:
        if field.key in seen:
            yield seen[field.key], field
        seen.setdefault(field.key, field)


def twin_problem(first: Field, second: Field) -> str:
    """The sentence about two fields of one key."""
    return _("字段「{first}」和「{second}」的标识都是「{key}」，请改其中一个。").format(
        first=first.label, second=second.label, key=second.key
    )


def placed_problems(definition: Definition) -> Iterator[Problem]:
    """Every mistake with its place, in the order of the form."""
    twins = {id(second): twin_problem(first, second) for first, second in twins_of(definition)}
    reach = Reach.over(definition)
    for number, step in enumerate(definition.steps):
        for sentence in step_problems(step, reach):
            yield Problem(sentence, step=number)
        labels: set[str] = set()
        for place, field in enumerate(step.fields):
            said = [twins[id(field)]] if id(field) in twins else []
            said += [*_of_field(field), *_same_label(field, labels)]
            said += field_rule_problems(field, reach)
            for sentence in said:
                yield Problem(sentence, step=number, field=place)
            reach.pass_by(field)
    for number, check in enumerate(definition.checks):
        for sentence in check_problems(check, reach):
            yield Problem(sentence, check=number)
    if sum(1 for _field in definition) > MOST_FIELDS:
        yield Problem(_("一张表最多 {most} 个字段，请精简。").format(most=MOST_FIELDS))


def _same_label(field: Field, labels: set[str]) -> list[str]:
    """Two questions of one name on one page cannot be told apart."""
    if not field.is_input:
        return []
    if field.label in labels:
        return [_("这一步里有两个字段都叫「{label}」，请改其中一个。").format(label=field.label)]
    labels.add(field.label)
    return []


def _of_field(field: Field) -> Iterator[str]:
    label = field.label or field.key
    for problem in field_problems(field).values():
        yield _("字段「{label}」：{problem}").format(label=label, problem=problem)
    if not field.kind.is_rows:
        return
    if not field.fields or len(field.fields) > MOST_COLUMNS:
        yield _("「{label}」里请放 1 到 {most} 个字段。").format(label=label, most=MOST_COLUMNS)
    keys: set[str] = set()
    for child in field.fields:
        if child.key in keys:
            yield _("「{label}」里有两个字段的标识都是「{key}」，请改其中一个。").format(
                label=label, key=child.key
            )
        keys.add(child.key)
        for problem in field_problems(child).values():
            yield _("「{label}」中的「{child}」：{problem}").format(
                label=label, child=child.label or child.key, problem=problem
            )


def problems_of(definition: Definition) -> list[str]:
    """Every mistake of a form, in the order of its fields."""
    return [problem.sentence for problem in placed_problems(definition)]
