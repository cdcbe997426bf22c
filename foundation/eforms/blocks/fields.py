"""One block per kind of field; the names of its settings are those of `definition.Field`."""

from dataclasses import fields as attributes_of
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.rich_text import RichText

from foundation.core.blocks import RICH_TEXT_FEATURES
from foundation.eforms.definition import Field
from foundation.eforms.enums import ChoiceDisplay, DayRule, FieldKind, FileKind, Prefill

from .problems import KEY_PATTERN, field_problems

ATTRIBUTES = {attribute.name for attribute in attributes_of(Field)}
UNNAMED_KEY = "unnamed"
MOST_FILES = 10
MOST_MEGABYTES = 50
READERS: dict[str, Any] = {"day_rule": DayRule, "display": ChoiceDisplay}


def _plain(name: str, value: Any) -> Any:
    """A block's value as `definition.Field` holds it."""
    if isinstance(value, RichText):
        return value.source
    if isinstance(value, ListValue | list):
        return tuple(value)
    if isinstance(value, str):
        value = value.strip()
    return READERS[name](value) if name in READERS else value


WRITTEN_SETTINGS = ("example", "prefill", "key")


def layout(*own: str, settings: tuple[str, ...] = WRITTEN_SETTINGS) -> BlockGroup:
    """The question first, what is special to its kind next, the seldom used folded away."""
    return BlockGroup(children=["label", "hint", *own, "required"], settings=list(settings))


class KindBlock(blocks.StructBlock):
    """What all kinds have: a key that names the answer."""

    kind: ClassVar[FieldKind]

    key = blocks.CharBlock(
        label=_("标识"),
        required=False,
        max_length=40,
        validators=[
            RegexValidator(
                rf"\A{KEY_PATTERN.pattern}\Z",
                _("标识只能用小写英文字母、数字和下划线，并以字母开头。"),
            )
        ],
        help_text=_("供程序读取的英文名。留空时自动生成；发布以后请不要修改。"),
    )

    def field_of(self, value: Any, key: str) -> Field:
        """The field that an editor's settings say."""
        said = {
            name: _plain(name, setting)
            for name, setting in value.items()
            if name in ATTRIBUTES and name != "key" and setting not in (None, "")
        }
        return Field(key=key, kind=self.kind, **said)

    def clean(self, value: Any) -> Any:
        """Name what contradicts itself, beside the setting at fault."""
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        problems = field_problems(self.field_of(value, value.get("key") or UNNAMED_KEY))
        if problems:
            raise StructBlockValidationError(
                block_errors={name: ValidationError(said) for name, said in problems.items()}
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


class WrittenBlock(QuestionBlock):
    """A kind that is answered in writing."""

    example = blocks.CharBlock(
        label=_("示例"), required=False, max_length=100, help_text=_("显示为“例如：…”。")
    )
    prefill = blocks.ChoiceBlock(
        label=_("自动带入"),
        choices=Prefill.choices,
        required=False,
        help_text=_("用已登记的信息预先填好，申请人可以修改。"),
    )


def _max_length(default: int) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(
        label=_("最多字数"),
        required=False,
        min_value=1,
        max_value=20000,
        help_text=_("留空时为 %(default)s 字。") % {"default": default},
    )


class TextBlock(WrittenBlock):
    """One line of text."""

    kind = FieldKind.TEXT
    max_length = _max_length(500)

    class Meta:
        icon = "pilcrow"
        label = FieldKind.TEXT.label
        form_layout = layout("max_length")


class LongTextBlock(WrittenBlock):
    """Text of several lines."""

    kind = FieldKind.LONG_TEXT
    max_length = _max_length(5000)

    class Meta:
        icon = "doc-full"
        label = FieldKind.LONG_TEXT.label
        form_layout = layout("max_length")


class NumberBlock(WrittenBlock):
    """A number with its unit and range."""

    kind = FieldKind.NUMBER
    unit = blocks.CharBlock(
        label=_("单位"), required=False, max_length=20, help_text=_("例如：盒、万元、℃。")
    )
    decimals = blocks.IntegerBlock(
        label=_("小数位数"), required=False, default=0, min_value=0, max_value=6
    )
    minimum = blocks.DecimalBlock(label=_("最小值"), required=False)
    maximum = blocks.DecimalBlock(label=_("最大值"), required=False)

    class Meta:
        icon = "decimal"
        label = FieldKind.NUMBER.label
        form_layout = layout("unit", "decimals", "minimum", "maximum")


class DateBlock(WrittenBlock):
    """A day, within bounds."""

    kind = FieldKind.DATE
    day_rule = blocks.ChoiceBlock(
        label=_("与填写当天的关系"), choices=DayRule.choices, default=DayRule.ANY
    )
    earliest = blocks.DateBlock(label=_("最早日期"), required=False)
    latest = blocks.DateBlock(label=_("最晚日期"), required=False)

    class Meta:
        icon = "date"
        label = FieldKind.DATE.label
        form_layout = layout("day_rule", "earliest", "latest")


class ChoiceFieldBlock(QuestionBlock):
    """One of several options."""

    kind = FieldKind.CHOICE
    options = blocks.ListBlock(blocks.CharBlock(label=_("选项"), max_length=200), label=_("选项"))
    display = blocks.ChoiceBlock(
        label=_("显示方式"),
        choices=ChoiceDisplay.choices,
        default=ChoiceDisplay.RADIO,
        help_text=_("选项不多于七个时，逐项列出更好用。"),
    )

    class Meta:
        icon = "radio-full"
        label = FieldKind.CHOICE.label
        form_layout = layout("options", "display", settings=("key",))


class IdentityCardBlock(WrittenBlock):
    """An identity-card number with its check digit."""

    kind = FieldKind.IDENTITY_CARD

    class Meta:
        icon = "user"
        label = FieldKind.IDENTITY_CARD.label
        form_layout = layout()


class CreditCodeBlock(WrittenBlock):
    """A unified social credit code with its check digit."""

    kind = FieldKind.CREDIT_CODE

    class Meta:
        icon = "home"
        label = FieldKind.CREDIT_CODE.label
        form_layout = layout()


class PhoneBlock(WrittenBlock):
    """A mobile or landline number."""

    kind = FieldKind.PHONE

    class Meta:
        icon = "mobile-alt"
        label = FieldKind.PHONE.label
        form_layout = layout()


class FileBlock(QuestionBlock):
    """Files of some kinds, so many, so large."""

    kind = FieldKind.FILE
    accept = blocks.MultipleChoiceBlock(
        label=_("允许的文件"),
        choices=FileKind.choices,
        required=False,
        default=[FileKind.PDF, FileKind.IMAGE],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("都不选时，系统支持的文件都可以上传。"),
    )
    max_files = blocks.IntegerBlock(
        label=_("最多几个文件"), default=1, min_value=1, max_value=MOST_FILES
    )
    max_megabytes = blocks.IntegerBlock(
        label=_("每个文件不超过（MB）"), default=20, min_value=1, max_value=MOST_MEGABYTES
    )

    class Meta:
        icon = "upload"
        label = FieldKind.FILE.label
        form_layout = layout("accept", "max_files", "max_megabytes", settings=("key",))


class DeclarationBlock(KindBlock):
    """A text that must be agreed to."""

    kind = FieldKind.DECLARATION
    label = blocks.CharBlock(label=_("字段名称"), max_length=100, default=_("声明与承诺"))
    text = blocks.TextBlock(
        label=_("声明内容"), help_text=_("申请人必须勾选“我已阅读并同意”才能提交。")
    )

    class Meta:
        icon = "check"
        label = FieldKind.DECLARATION.label
        form_layout = BlockGroup(children=["label", "text"], settings=["key"])


class ExplanationBlock(KindBlock):
    """Words between the fields; nothing is asked."""

    kind = FieldKind.EXPLANATION
    text = blocks.RichTextBlock(label=_("内容"), features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = FieldKind.EXPLANATION.label
        form_layout = BlockGroup(children=["text"], settings=["key"])


class FieldsBlock(blocks.StreamBlock):
    """The fields of one step; the names are the values of `FieldKind`."""

    text = TextBlock()
    long_text = LongTextBlock()
    number = NumberBlock()
    date = DateBlock()
    choice = ChoiceFieldBlock()
    identity_card = IdentityCardBlock()
    credit_code = CreditCodeBlock()
    phone = PhoneBlock()
    file = FileBlock()
    declaration = DeclarationBlock()
    explanation = ExplanationBlock()
