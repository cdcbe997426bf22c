"""What is said of a field: its help, and its conditions in words, on a page and on paper."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from .definition import Definition, Field
from .enums import FieldKind, Match, Operator
from .regions import region_name
from .render import COUNTED
from .rules import Condition, Test

Fields = Mapping[str, Field]
DATED = frozenset({FieldKind.DATE, FieldKind.DATE_RANGE})
ENDS = ("。", "！", "？", "；", "：", ".", "!", "?", ")", "）")
PLACED = frozenset({FieldKind.REGION, FieldKind.ADDRESS})


def help_of(field: Field) -> str:
    """What stands under the label, line by line: hint, example, rule for uploads."""
    parts = [_ended(field.hint)] if field.hint else []
    if field.example:
        parts.append(_("例如：{example}").format(example=field.example))
    if field.is_file:
        parts.append(_upload_rule(field))
    return "\n".join(parts)


def hinted(definition: Definition, said: Mapping[str, str]) -> Definition:
    """The same form with a line more under some labels, by key."""
    steps = [
        replace(
            step, fields=tuple(_hinted(field, said.get(field.key, "")) for field in step.fields)
        )
        for step in definition.steps
    ]
    return replace(definition, steps=tuple(steps)) if said else definition


def _hinted(field: Field, line: str) -> Field:
    if not line:
        return field
    return replace(field, hint="\n".join([_ended(field.hint), line] if field.hint else [line]))


def _ended(hint: str) -> str:
    """A hint as a sentence, so that what follows it is not read into it."""
    return hint if hint.endswith(ENDS) else _("{hint}。").format(hint=hint)


def _upload_rule(field: Field) -> str:
    rule = _("最多 {count} 个文件，每个不超过 {size} MB").format(
        count=field.max_files, size=field.max_megabytes
    )
    if not field.extensions:
        return _("{rule}。").format(rule=rule)
    return _("{rule}，支持 {endings}。").format(rule=rule, endings="、".join(field.extensions))


def in_words(condition: Condition, fields: Fields) -> str:
    """What must have been answered, as a part of a sentence.

    Args:
        condition: the tests.
        fields: those that it may look at, by key; a row's own before those of the form.
    """
    said = [_test(test, fields.get(test.key)) for test in condition.tests]
    return (_("或") if condition.match == Match.ANY else _("且")).join(said)


def rules_in_words(field: Field, fields: Fields) -> Iterator[str]:
    """When a field is asked, when it must be answered, and which options stand under a condition."""
    if field.show and field.show.tests:
        yield _shown(field).format(when=in_words(field.show, fields))
    if field.require and field.require.tests and not field.must_be_answered:
        yield _("当{when}时必填。").format(when=in_words(field.require, fields))
    for rule in field.option_rules:
        options = "".join(_("“{option}”").format(option=option) for option in rule.options)
        yield _("{options}仅当{when}时可选。").format(
            options=options, when=in_words(rule.when, fields)
        )


def _shown(field: Field) -> str:
    if field.kind == FieldKind.SECTION:
        return _("本节仅当{when}时填写。")
    if field.kind == FieldKind.EXPLANATION:
        return _("仅当{when}时适用。")
    return _("仅当{when}时提交。") if field.is_file else _("仅当{when}时填写。")


def _test(test: Test, field: Field | None) -> str:
    label = field.label if field else test.key
    return _sentence(test.operator, field).format(label=label, value=_value(test.value, field))


def _sentence(operator: Operator, field: Field | None) -> str:
    kind = field.kind if field else FieldKind.TEXT
    for kinds, sentences in ((DATED, OF_DAYS), (SEVERAL, OF_SEVERAL), (FILES, OF_FILES)):
        if kind in kinds and operator in sentences:
            return sentences[operator]()
    return SENTENCES[operator]()


def _value(value: str, field: Field | None) -> str:
    """What is compared with, as the answer would be read."""
    if field is None:
        return _("“{value}”").format(value=value)
    if field.kind in COUNTED:
        return f" {value} {field.counted_in}".rstrip()
    if field.kind in DATED:
        return f" {value}"
    said = SPOKEN.get(field.kind, {}).get(value, lambda: value)()
    place = region_name(value) if field.kind in PLACED else ""
    return _("“{value}”").format(value=place or said)


Say = Callable[[], str]
SEVERAL = frozenset({FieldKind.SEVERAL})
FILES = frozenset({FieldKind.FILE})
SENTENCES: dict[Operator, Say] = {
    Operator.IS: lambda: _("“{label}”为{value}"),
    Operator.IS_NOT: lambda: _("“{label}”不是{value}"),
    Operator.CONTAINS: lambda: _("“{label}”包含{value}"),
    Operator.AT_LEAST: lambda: _("“{label}”不小于{value}"),
    Operator.AT_MOST: lambda: _("“{label}”不大于{value}"),
    Operator.FILLED: lambda: _("已填写“{label}”"),
    Operator.EMPTY: lambda: _("未填写“{label}”"),
}
OF_DAYS: dict[Operator, Say] = {
    Operator.AT_LEAST: lambda: _("“{label}”不早于{value}"),
    Operator.AT_MOST: lambda: _("“{label}”不晚于{value}"),
}
OF_SEVERAL: dict[Operator, Say] = {
    Operator.IS: lambda: _("“{label}”只选{value}"),
    Operator.IS_NOT: lambda: _("“{label}”未选{value}"),
    Operator.CONTAINS: lambda: _("“{label}”选有{value}"),
}
OF_FILES: dict[Operator, Say] = {
    Operator.FILLED: lambda: _("已提交“{label}”"),
    Operator.EMPTY: lambda: _("未提交“{label}”"),
}
SPOKEN: dict[FieldKind, dict[str, Say]] = {
    FieldKind.YES_NO: {"true": lambda: _("是"), "false": lambda: _("否")},
    FieldKind.DECLARATION: {"true": lambda: _("已同意"), "false": lambda: _("未同意")},
}
