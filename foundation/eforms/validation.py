"""Whether answers may be kept, and whether they may be submitted: one check for page and API."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from .cleaning import as_date, clean_answers
from .conditions import holds, is_blank
from .definition import Definition, Field
from .enums import Comparison, FieldKind
from .formulas import Formula, FormulaInvalid
from .posting import error_name
from .rules import CrossCheck
from .settling import Standing, standing
from .surroundings import Surroundings
from .wrongness import wrong

__all__ = ["check", "clean_answers"]

Errors = dict[str, str]


def check(
    definition: Definition,
    answers: Mapping[str, Any],
    *,
    final: bool,
    around: Surroundings,
    step: int | None = None,
) -> Errors:
    """What is wrong with the answers: a sentence per key, in the order of the form.

    Args:
        definition: the form that was asked.
        answers: as `clean_answers` returned them; uncleaned ones raise nothing either. With
            `step`, still all answers: its conditions look at the steps before.
        final: whether they are to be submitted. A draft is only refused unknown keys and lengths.
        around: the day, the files and the register.
        step: check the fields of one step only (from 0).

    Returns:
        Sentences by key; of rows by `key.<n>.<child>`, n from 0.
    """
    errors: Errors = {}
    asked = definition.inputs_of(step)
    found = standing(definition, answers, around) if final else None
    for key, field in asked.items():
        for name, sentence in _of_field(field, key, answers.get(key), found, around):
            errors.setdefault(name, sentence)
    if found is not None:
        for name, sentence in _crossed(definition, found, asked):
            errors.setdefault(name, sentence)
    for key in answers:
        if key not in definition.inputs:
            errors[str(key)] = _("表单中没有「{key}」这一项，请去掉后重试。").format(key=key)
    return errors


def _of_field(
    field: Field, key: str, value: Any, found: Standing | None, around: Surroundings
) -> Iterator[tuple[str, str]]:
    """The sentences about one field and, where it has rows, about these."""
    if found is not None:
        if key in found.hidden:
            return
        value = found.answers.get(key)
    said = _too_long(field, value)
    if not said and found is not None:
        said = _missing(field, value, error_name(key) in found.required)
        said = said or wrong(field, value, around, found.options.get(error_name(key)))
    if said:
        yield key, said
    rows = value if field.kind.is_rows and isinstance(value, list) else []
    for index, row in enumerate(rows):
        if isinstance(row, Mapping):
            yield from _of_row(field, f"{key}.{index}", row, found, around)


def _of_row(
    table: Field,
    prefix: str,
    row: Mapping[str, Any],
    found: Standing | None,
    around: Surroundings,
) -> Iterator[tuple[str, str]]:
    for child in table.fields:
        name = f"{prefix}.{child.key}"
        posted, value = error_name(name), row.get(child.key)
        if not child.is_input or (found is not None and posted in found.hidden):
            continue
        said = _too_long(child, value)
        if not said and found is not None:
            said = _missing(child, value, posted in found.required)
            said = said or wrong(child, value, around, found.options.get(posted))
        if said:
            yield name, said


def _crossed(
    definition: Definition, found: Standing, asked: Mapping[str, Field]
) -> Iterator[tuple[str, str]]:
    """How answers must stand to each other; a side that is missing is no fault of the check."""
    for rule in definition.checks:
        is_here = rule.key in asked and rule.key not in found.hidden
        if is_here and holds(rule.when, found.answers) and _fails(rule, found.answers):
            yield rule.key, rule.sentence


def _fails(rule: CrossCheck, answers: Mapping[str, Any]) -> bool:
    order = _order(rule.left, rule.right, answers)
    return order is not None and not HOLDS[rule.comparison](order)


def _order(left: str, right: str, answers: Mapping[str, Any]) -> int | None:
    days = [as_date(each) if isinstance(each := answers.get(side), str) else None
            for side in (left, right)]  # fmt: skip
    first, last = days
    if first is not None and last is not None:
        return (first > last) - (first < last)
    try:
        one, other = (Formula.parse(side).evaluate(answers) for side in (left, right))
    except FormulaInvalid:
        return None
    if one is None or other is None:
        return None
    return (one > other) - (one < other)


HOLDS: dict[str, Callable[[int], bool]] = {
    Comparison.EQUAL: lambda order: order == 0,
    Comparison.NOT_EQUAL: lambda order: order != 0,
    Comparison.LESS: lambda order: order < 0,
    Comparison.AT_MOST: lambda order: order <= 0,
    Comparison.GREATER: lambda order: order > 0,
    Comparison.AT_LEAST: lambda order: order >= 0,
}


def _is_blank(field: Field, value: Any) -> bool:
    if field.kind == FieldKind.DECLARATION:
        return value is not True
    return is_blank(value)


def _too_long(field: Field, value: Any) -> str:
    texts = value.values() if isinstance(value, Mapping) else [value]
    length = max((len(text) for text in texts if isinstance(text, str)), default=0)
    if length <= field.length_limit:
        return ""
    return _("「{label}」最多 {limit} 个字，您填写了 {length} 个，请删减。").format(
        label=field.label, limit=field.length_limit, length=length
    )


def _missing(field: Field, value: Any, is_required: bool) -> str:  # noqa: FBT001
    if not _is_blank(field, value) or field.kind == FieldKind.CALCULATED:
        return ""
    if field.kind == FieldKind.DECLARATION:
        return _("请阅读「{label}」，勾选同意后才能提交。").format(label=field.label)
    return _ask(field) if is_required else ""


def _ask(field: Field) -> str:
    if field.is_file:
        return _("请上传「{label}」。").format(label=field.label)
    if field.kind.is_rows:
        return _("请至少填写一行「{label}」。").format(label=field.row_label or field.label)
    if field.kind in CHOSEN or field.kind.is_picker:
        return _("请选择「{label}」。").format(label=field.label)
    return _("请填写「{label}」。").format(label=field.label)


CHOSEN = frozenset({
    FieldKind.CHOICE, FieldKind.SEVERAL, FieldKind.YES_NO, FieldKind.DATE, FieldKind.DATE_RANGE,
    FieldKind.REGION,
})  # fmt: skip
