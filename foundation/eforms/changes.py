"""What is different between two versions of a form, in sentences."""

import json
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from .definition import Definition, Field
from .enums import FieldKind
from .rules import CrossCheck
from .wording import rules_in_words

CHOICES = (FieldKind.CHOICE, FieldKind.SEVERAL)
CONDITIONS = ("show", "require", "option_rules")
WORDING = ("hint", "example", "text")
FILLED_IN = ("prefill", "prefill_mode", "formula", "source_kind")
RULES = (
    "max_length",
    "unit",
    "decimals",
    "minimum",
    "maximum",
    "earliest",
    "latest",
    "day_rule",
    "min_rows",
    "max_rows",
)
FILE_RULES = ("accept", "max_files", "max_megabytes")
DOWNLOADS = ("template", "sample")


Spoken = Mapping[str, Field]


def changes_between(old: Definition, new: Definition) -> list[str]:
    """Sentences for a person who filled in the old version; empty if nothing concerns them."""
    before, after = old.inputs, new.inputs
    said = [
        _("字段「{label}」删除").format(label=field.label)
        for key, field in before.items()
        if key not in after
    ]
    for key, field in after.items():
        said += _changes_of(before[key], field, after) if key in before else [_added(field)]
    if [key for key in before if key in after] != [key for key in after if key in before]:
        said.append(_("字段的顺序有调整"))
    if [step.title for step in old.steps] != [step.title for step in new.steps]:
        said.append(_("步骤有调整"))
    if _explanations(old) != _explanations(new):
        said.append(_("说明文字有修改"))
    if {_spelled(check) for check in old.checks} != {_spelled(check) for check in new.checks}:
        said.append(_("填写内容之间的核对规则有修改"))
    if any(one.show != other.show for one, other in zip(old.steps, new.steps, strict=False)):
        said.append(_("有步骤的显示条件修改"))
    return said


def _spelled(check: CrossCheck) -> str:
    return json.dumps(check.to_json(), sort_keys=True, ensure_ascii=False)


def _explanations(definition: Definition) -> list[str]:
    intros = [step.intro for step in definition.steps if step.intro]
    return intros + [field.text for field in definition if not field.is_input]


def _added(field: Field) -> str:
    if field.required:
        return _("字段「{label}」新增（必填）").format(label=field.label)
    return _("字段「{label}」新增（选填）").format(label=field.label)


def _changes_of(old: Field, new: Field, fields: Spoken) -> Iterator[str]:
    if old.label != new.label:
        yield _("字段「{old}」改名为「{label}」").format(old=old.label, label=new.label)
    if old.kind != new.kind:
        yield _("字段「{label}」由{old}改为{new}").format(
            label=new.label, old=old.kind.label, new=new.kind.label
        )
    if old.required != new.required:
        yield _required_sentence(new)
    yield from _option_changes(old, new)
    yield from _condition_changes(old, new, fields)
    yield from _rule_changes(old, new)
    yield from _row_changes(old, new, fields)


def _required_sentence(field: Field) -> str:
    if field.required:
        return _("字段「{label}」改为必填").format(label=field.label)
    return _("字段「{label}」改为选填").format(label=field.label)


def _option_changes(old: Field, new: Field) -> Iterator[str]:
    for option in old.options:
        if new.kind in CHOICES and option not in new.options:
            yield _("字段「{label}」去掉选项「{option}」").format(label=new.label, option=option)
    for option in new.options:
        if old.kind in CHOICES and option not in old.options:
            yield _("字段「{label}」增加选项「{option}」").format(label=new.label, option=option)


def _condition_changes(old: Field, new: Field, fields: Spoken) -> Iterator[str]:
    """The conditions as they are now, in words; that there are none any more is said too."""
    if all(getattr(old, name) == getattr(new, name) for name in CONDITIONS):
        return
    rules = "".join(rules_in_words(new, fields)) or _("不再有条件。")
    yield _("字段「{label}」的显示或必填条件有修改：{rules}").format(
        label=new.label, rules=rules.removesuffix("。")
    )


def _rule_changes(old: Field, new: Field) -> Iterator[str]:
    if any(getattr(old, name) != getattr(new, name) for name in RULES):
        yield _("字段「{label}」的填写要求有修改").format(label=new.label)
    for names, sentence in (
        (FILE_RULES, _("字段「{label}」的文件要求有修改")),
        (FILLED_IN, _("字段「{label}」的自动填写方式有修改")),
        (DOWNLOADS, _("字段「{label}」的模板或样例有更新")),
        (WORDING, _("字段「{label}」的说明有修改")),
    ):
        if any(getattr(old, name) != getattr(new, name) for name in names):
            yield sentence.format(label=new.label)


def _row_changes(old: Field, new: Field, fields: Spoken) -> Iterator[str]:
    """What changed within the rows of a group or table."""
    before = {child.key: child for child in old.fields}
    after = {child.key: child for child in new.fields}
    said = [
        _("字段「{label}」删除").format(label=child.label)
        for key, child in before.items()
        if key not in after
    ]
    for key, child in after.items():
        inner = {**fields, **after}
        said += _changes_of(before[key], child, inner) if key in before else [_added(child)]
    for sentence in said:
        yield _("「{label}」中的{sentence}").format(label=new.label, sentence=sentence)
