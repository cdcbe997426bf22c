"""Mistakes in a form, each a sentence for an editor who does not program."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from foundation.eforms.definition import Definition, Field
from foundation.eforms.enums import FieldKind

KEY_PATTERN = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
RESERVED_KEYS = frozenset({"csrfmiddlewaretoken", "action", "next", "step", "version", "state"})


def field_problems(field: Field) -> dict[str, str]:
    """What contradicts itself within one field, by the setting at fault."""
    found: dict[str, str] = {}
    if field.is_input and not field.label.strip():
        found["label"] = _("请填写字段名称，申请人要看到它。")
    if not KEY_PATTERN.fullmatch(field.key):
        found["key"] = _("标识只能用小写英文字母、数字和下划线，并以字母开头。")
    elif field.key in RESERVED_KEYS:
        found["key"] = _("标识「{key}」已被系统使用，请换一个。").format(key=field.key)
    found.update(_range_problems(field))
    if field.kind == FieldKind.CHOICE:
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
    return found


def _option_problems(field: Field) -> dict[str, str]:
    options = [option.strip() for option in field.options]
    if not options or not all(options):
        return {"options": _("请至少填写一个选项，每个选项都要有文字。")}
    if len(set(options)) < len(options):
        return {"options": _("有两个选项的文字相同，请改其中一个。")}
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


def problems_of(definition: Definition) -> list[str]:
    """Every mistake of a form, in the order of its fields."""
    found = [
        _("字段「{label}」：{problem}").format(label=field.label or field.key, problem=problem)
        for field in definition
        for problem in field_problems(field).values()
    ]
    return found + [twin_problem(first, second) for first, second in twins_of(definition)]
