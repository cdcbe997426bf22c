"""Groups of fields that are kept as snippets and put into a form when it is compiled."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from foundation.eforms.definition import Definition, Field, Step
from foundation.eforms.rules import Condition

from .fields import FieldsBlock
from .naming import keyed, named_by_keys
from .previewing import PreviewedBlock

# A column after its table, `table.column`, keeps its name.
NAME = re.compile(r"(?<![\w.])[a-z]\w*")


class ReuseBlock(PreviewedBlock):
    """A group of fields, put in here as it stands when the form is published."""

    kind = "reuse"
    examples = ("staff", "phone", "email")

    group = SnippetChooserBlock("eforms.FieldGroup", label=_("字段组"))
    prefix = blocks.RegexBlock(
        regex=r"\A[a-z][a-z0-9]{0,11}\Z",
        label=_("标识前缀"),
        required=False,
        error_messages={"invalid": _("前缀只能用小写英文字母和数字，以字母开头，不多于 12 位。")},
        help_text=_("同一张表引用同一组两次时，给其中一次加上前缀，例如 agent；平时留空。"),
    )

    class Meta:
        icon = "snippet"
        label = _("引用字段组")
        group = _("成组")
        description = _("放进“片段 › 字段组”里维护好的字段；字段组修改后，重新发布申请表即可更新。")


class StepFieldsBlock(FieldsBlock):
    """The fields of one step of a form, groups used again among them."""

    reuse = ReuseBlock()


class GroupFieldsBlock(FieldsBlock):
    """The fields of a group; each gets a key that stays."""

    def clean(self, value: Any) -> Any:
        """Write down the keys, so that answers keep their names in every form."""
        value = super().clean(value)
        for child, key in every_keyed(value):
            child.value["key"] = key
        return value


def every_keyed(children: Any) -> Iterator[tuple[Any, str]]:
    """Every field with its key, those of rows too: a key is unique within its row."""
    own = [child for child in children if not isinstance(child.block, ReuseBlock)]
    yield from keyed(own)
    for child in own:
        if "fields" in child.value:
            yield from keyed(child.value["fields"])


def fields_of(child: Any, key: str) -> tuple[Field, ...]:
    """The fields that one child of a step says: one, or those of a group used again."""
    if not isinstance(child.block, ReuseBlock):
        return (field_of(child, key),)
    group = child.value["group"]
    found = tuple(field_of(each, own) for each, own in keyed(group.fields)) if group else ()
    named = named_by_keys(Definition(steps=(Step(title="", fields=found),))).steps[0].fields
    prefix = child.value["prefix"]
    return prefixed(named, prefix) if prefix else named


def field_of(child: Any, key: str) -> Field:
    """The field that one block says, with those of its rows."""
    rows = keyed(child.value["fields"]) if "fields" in child.value else ()
    inner = tuple(field_of(each, own) for each, own in rows)
    field: Field = child.block.field_of(child.value, key, inner)
    return field


def groups_taken(rows: Iterable[Mapping[str, Any]]) -> set[int]:
    """The groups that a form takes, by the rows as its stream is stored."""
    steps = [row["value"] for row in rows if row["type"] == "step"]
    taken = (child for step in steps for child in step["fields"] if child["type"] == "reuse")
    return {child["value"]["group"] for child in taken if child["value"]["group"]}


def prefixed(fields: tuple[Field, ...], prefix: str) -> tuple[Field, ...]:
    """The same fields with a prefix to their keys, and to the keys that their rules name."""
    own = {field.key: f"{prefix}_{field.key}" for field in fields}
    return tuple(_renamed_field(field, own) for field in fields)


def _renamed_field(field: Field, own: dict[str, str]) -> Field:
    """Rename; within a row its own columns come first and keep their keys."""
    inner = {key: name for key, name in own.items() if key not in {f.key for f in field.fields}}
    return replace(
        field,
        key=own.get(field.key, field.key),
        show=_renamed(field.show, own),
        require=_renamed(field.require, own),
        option_rules=tuple(
            replace(rule, when=_renamed(rule.when, own) or rule.when) for rule in field.option_rules
        ),
        formula=NAME.sub(lambda found: own.get(found[0], found[0]), field.formula),
        fields=tuple(
            replace(_renamed_field(child, inner), key=child.key) for child in field.fields
        ),
    )


def _renamed(condition: Condition | None, own: dict[str, str]) -> Condition | None:
    if condition is None:
        return None
    tests = tuple(replace(test, key=own.get(test.key, test.key)) for test in condition.tests)
    return replace(condition, tests=tests)
