"""What is different between two versions of a form, in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .definition import Definition, Field
from .enums import FieldKind

WORDING = ("hint", "example", "text")
RULES = ("max_length", "unit", "decimals", "minimum", "maximum", "earliest", "latest", "day_rule")
FILE_RULES = ("accept", "max_files", "max_megabytes")


def changes_between(old: Definition, new: Definition) -> list[str]:
    """Sentences for a person who filled in the old version; empty if nothing concerns them."""
    before, after = old.inputs, new.inputs
    said = [
        _("字段「{label}」删除").format(label=field.label)
        for key, field in before.items()
        if key not in after
    ]
    for key, field in after.items():
        said += _changes_of(before[key], field) if key in before else [_added(field)]
    if [key for key in before if key in after] != [key for key in after if key in before]:
        said.append(_("字段的顺序有调整"))
    if [step.title for step in old.steps] != [step.title for step in new.steps]:
        said.append(_("步骤有调整"))
    if _explanations(old) != _explanations(new):
        said.append(_("说明文字有修改"))
    return said


def _explanations(definition: Definition) -> list[str]:
    intros = [step.intro for step in definition.steps if step.intro]
    return intros + [field.text for field in definition if not field.is_input]


def _added(field: Field) -> str:
    if field.required:
        return _("字段「{label}」新增（必填）").format(label=field.label)
    return _("字段「{label}」新增（选填）").format(label=field.label)


def _changes_of(old: Field, new: Field) -> Iterator[str]:
    if old.label != new.label:
        yield _("字段「{old}」改名为「{label}」").format(old=old.label, label=new.label)
    if old.kind != new.kind:
        yield _("字段「{label}」由{old}改为{new}").format(
            label=new.label, old=old.kind.label, new=new.kind.label
        )
    if old.required != new.required:
        yield _required_sentence(new)
    yield from _option_changes(old, new)
    yield from _rule_changes(old, new)


def _required_sentence(field: Field) -> str:
    if field.required:
        return _("字段「{label}」改为必填").format(label=field.label)
    return _("字段「{label}」改为选填").format(label=field.label)


def _option_changes(old: Field, new: Field) -> Iterator[str]:
    for option in old.options:
        if new.kind == FieldKind.CHOICE and option not in new.options:
            yield _("字段「{label}」去掉选项「{option}」").format(label=new.label, option=option)
    for option in new.options:
        if old.kind == FieldKind.CHOICE and option not in old.options:
            yield _("字段「{label}」增加选项「{option}」").format(label=new.label, option=option)


def _rule_changes(old: Field, new: Field) -> Iterator[str]:
    if any(getattr(old, name) != getattr(new, name) for name in RULES):
        yield _("字段「{label}」的填写要求有修改").format(label=new.label)
    if any(getattr(old, name) != getattr(new, name) for name in FILE_RULES):
        yield _("字段「{label}」的文件要求有修改").format(label=new.label)
    if any(getattr(old, name) != getattr(new, name) for name in WORDING):
        yield _("字段「{label}」的说明有修改").format(label=new.label)
