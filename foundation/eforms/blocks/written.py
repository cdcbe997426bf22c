"""Blocks of the kinds that are answered in writing, with a number or a day, or calculated."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from foundation.eforms.enums import DayRule, FieldKind

from .base import ASKED_SETTINGS, SAID_SETTINGS, KindBlock, QuestionBlock, WrittenBlock, layout
from .ruling import RuleTextBlock

WRITING, NUMBERS = _("文字"), _("数字和日期")


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
        description = _("一行文字，例如名称、编号；可以自动带入已登记的信息。")
        group = WRITING
        form_layout = layout("max_length")


class LongTextBlock(WrittenBlock):
    """Text of several lines."""

    kind = FieldKind.LONG_TEXT
    max_length = _max_length(5000)

    class Meta:
        icon = "doc-full"
        label = FieldKind.LONG_TEXT.label
        description = _("多行文字，例如理由、情况说明；可以限制字数。")
        group = WRITING
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
        description = _("数字，可以带单位、小数位数和范围。")
        group = NUMBERS
        form_layout = layout("unit", "decimals", "minimum", "maximum")


class MoneyBlock(NumberBlock):
    """An amount of money; yuan unless a unit is given."""

    kind = FieldKind.MONEY
    unit = blocks.CharBlock(
        label=_("单位"), required=False, max_length=20, help_text=_("留空时为元，可填万元。")
    )
    decimals = blocks.IntegerBlock(
        label=_("小数位数"), required=False, default=2, min_value=0, max_value=6
    )

    class Meta:
        icon = "decimal"
        label = FieldKind.MONEY.label
        description = _("金额，留空单位时为元，保留两位小数。")
        group = NUMBERS
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
        description = _("一个日期，可以限定不早于或不晚于填写当天。")
        group = NUMBERS
        form_layout = layout("day_rule", "earliest", "latest")


class DateRangeBlock(QuestionBlock):
    """Two days, the first not after the second."""

    kind = FieldKind.DATE_RANGE
    day_rule = blocks.ChoiceBlock(
        label=_("与填写当天的关系"), choices=DayRule.choices, default=DayRule.ANY
    )
    earliest = blocks.DateBlock(label=_("最早日期"), required=False)
    latest = blocks.DateBlock(label=_("最晚日期"), required=False)

    class Meta:
        icon = "date"
        label = FieldKind.DATE_RANGE.label
        description = _("开始和结束两个日期，结束不能早于开始。")
        group = NUMBERS
        form_layout = layout("day_rule", "earliest", "latest", settings=ASKED_SETTINGS)


class CalculatedBlock(KindBlock):
    """A number that the portal calculates from other answers."""

    kind = FieldKind.CALCULATED
    label = blocks.CharBlock(label=_("字段名称"), max_length=100)
    hint = blocks.CharBlock(label=_("填写提示"), required=False, max_length=300)
    formula = RuleTextBlock(
        offers="formula",
        label=_("公式"),
        max_length=500,
        help_text=_(
            "用字段名称或标识和 + - × ÷ ( ) 写，例如：期初 + 购入 - 销出。"
            "可用 sum(表格.列)、min(表格.列)、max(表格.列)、count(表格)、round(数, 位数)、days(日期, 日期)。"
        ),
    )
    unit = blocks.CharBlock(label=_("单位"), required=False, max_length=20)
    decimals = blocks.IntegerBlock(
        label=_("小数位数"), required=False, default=0, min_value=0, max_value=6
    )

    class Meta:
        icon = "resubmit"
        label = FieldKind.CALCULATED.label
        description = _("按公式由系统算出，申请人不用填写。")
        group = NUMBERS
        form_layout = BlockGroup(
            children=["label", "hint", "formula", "unit", "decimals"],
            settings=list(SAID_SETTINGS),
        )


class AddressBlock(QuestionBlock):
    """Province, city, district and the rest in words."""

    kind = FieldKind.ADDRESS

    class Meta:
        icon = "home"
        label = FieldKind.ADDRESS.label
        description = _("先选省市区，再写街道和门牌号。")
        group = WRITING
        form_layout = layout(settings=ASKED_SETTINGS)


class IdentityCardBlock(WrittenBlock):
    """An identity-card number with its check digit."""

    kind = FieldKind.IDENTITY_CARD

    class Meta:
        icon = "user"
        label = FieldKind.IDENTITY_CARD.label
        description = _("18 位身份证号，自动核对校验位，查看时遮盖。")
        group = WRITING
        form_layout = layout()


class CreditCodeBlock(WrittenBlock):
    """A unified social credit code with its check digit."""

    kind = FieldKind.CREDIT_CODE

    class Meta:
        icon = "home"
        label = FieldKind.CREDIT_CODE.label
        description = _("18 位统一社会信用代码，自动核对校验位。")
        group = WRITING
        form_layout = layout()


class PhoneBlock(WrittenBlock):
    """A mobile or landline number."""

    kind = FieldKind.PHONE

    class Meta:
        icon = "mobile-alt"
        label = FieldKind.PHONE.label
        description = _("手机或座机号码，查看时遮盖。")
        group = WRITING
        form_layout = layout()


class EmailBlock(WrittenBlock):
    """An e-mail address."""

    kind = FieldKind.EMAIL

    class Meta:
        icon = "mail"
        label = FieldKind.EMAIL.label
        description = _("电子邮箱，自动核对格式。")
        group = WRITING
        form_layout = layout()


class PostcodeBlock(WrittenBlock):
    """A postcode of six digits."""

    kind = FieldKind.POSTCODE

    class Meta:
        icon = "mail"
        label = FieldKind.POSTCODE.label
        description = _("六位邮政编码。")
        group = WRITING
        form_layout = layout()
