"""What the blocks of all kinds of fields have: a key, a label, conditions, a fact to begin with."""

import re
from dataclasses import fields as attributes_of
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError, StructValue
from wagtail.documents.models import AbstractDocument
from wagtail.rich_text import RichText

from foundation.eforms.definition import Field
from foundation.eforms.enums import ChoiceDisplay, DayRule, FieldKind, Prefill, PrefillMode
from foundation.eforms.rules import Download

from .previewing import PreviewedBlock
from .problems import KEY_PATTERN, field_problems
from .ruling import ConditionBlock, condition_of, option_rules_of

ATTRIBUTES = {attribute.name for attribute in attributes_of(Field)}
UNNAMED_KEY = "unnamed"
READERS: dict[str, Any] = {
    "day_rule": DayRule,
    "display": ChoiceDisplay,
    "prefill_mode": PrefillMode,
    "show": condition_of,
    "require": condition_of,
    "option_rules": option_rules_of,
}
OWN_PARTS = ("key", "fields")
WRITTEN_SETTINGS = ("example", "prefill", "prefill_mode", "show", "require", "key")
ASKED_SETTINGS = ("show", "require", "key")
SAID_SETTINGS = ("show", "key")


def _plain(name: str, value: Any) -> Any:
    """A block's value as `definition.Field` holds it."""
    if name in READERS:
        return READERS[name](value)
    if isinstance(value, RichText):
        return value.source
    if isinstance(value, AbstractDocument):
        return Download(title=str(value.title), url=str(value.url))
    if isinstance(value, ListValue | list):
        return tuple(value)
    return value.strip() if isinstance(value, str) else value


def layout(*own: str, settings: tuple[str, ...] = WRITTEN_SETTINGS) -> BlockGroup:
    """The question first, what is special to its kind next, the seldom used folded away."""
    return BlockGroup(children=["label", "hint", *own, "required"], settings=list(settings))


class KindBlock(PreviewedBlock):
    """What all kinds have: a key that names the answer, and when it is shown."""

    kind: ClassVar[FieldKind]

    key = blocks.CharBlock(
        label=_("标识"),
        required=False,
        max_length=40,
        validators=[
            RegexValidator(
                re.compile(rf"\A{KEY_PATTERN.pattern}\Z", re.ASCII),
                _("标识只能用小写英文字母、数字和下划线，并以字母开头。"),
            )
        ],
        help_text=_("供程序读取的英文名。留空时自动生成；发布以后请不要修改。"),
    )
    show = ConditionBlock(label=_("满足条件才显示"), required=False)

    def field_of(self, value: StructValue, key: str, fields: tuple[Field, ...] = ()) -> Field:
        """The field that an editor's settings say; `fields` are those of its rows."""
        said = {
            name: plain
            for name, setting in value.items()
            if name in ATTRIBUTES
            and name not in OWN_PARTS
            and setting not in (None, "")
            and (plain := _plain(name, setting)) not in (None, "")
        }
        return Field(key=key, kind=self.kind, fields=fields, **said)

    def clean(self, value: Any) -> Any:
        """Name what contradicts itself, beside the setting at fault."""
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        key = value.get("key") or UNNAMED_KEY
        problems = field_problems(self.field_of(value, key))
        found = {name: said for name, said in problems.items() if name in self.child_blocks}
        if found:
            raise StructBlockValidationError(
                block_errors={name: ValidationError(said) for name, said in found.items()}
            )
        return value


class QuestionBlock(KindBlock):
    """A kind that asks something."""

    label = blocks.CharBlock(label=_("字段名称"), max_length=100)
    hint = blocks.CharBlock(
        label=_("填写提示"),
        required=False,
        max_length=300,
        help_text=_("显示在字段名称下方，告诉申请人填什么、在哪里找得到。"),
    )
    required = blocks.BooleanBlock(label=_("必填"), required=False, default=True)
    require = ConditionBlock(label=_("满足条件时必填"), required=False)


class WrittenBlock(QuestionBlock):
    """A kind that is answered in writing."""

    example = blocks.CharBlock(
        label=_("示例"), required=False, max_length=100, help_text=_("显示为“例如：…”。")
    )
    prefill = blocks.ChoiceBlock(
        label=_("自动带入"),
        choices=Prefill.choices,
        required=False,
        help_text=_("用已登记的信息预先填好。"),
    )
    prefill_mode = blocks.ChoiceBlock(
        label=_("带入的内容"), choices=PrefillMode.choices, default=PrefillMode.EDITABLE
    )
