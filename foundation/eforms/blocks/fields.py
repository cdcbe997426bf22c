"""The fields of a step; the names are the values of `FieldKind`."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from foundation.eforms.enums import FieldKind

from .base import ASKED_SETTINGS, SAID_SETTINGS, QuestionBlock, layout
from .choosing import (
    ChoiceFieldBlock,
    LicenceBlock,
    ProductBlock,
    RegionBlock,
    SeveralBlock,
    SiteBlock,
    StaffBlock,
    YesNoBlock,
)
from .saying import DeclarationBlock, ExplanationBlock, FileBlock, SectionBlock
from .written import (
    AddressBlock,
    CalculatedBlock,
    CreditCodeBlock,
    DateBlock,
    DateRangeBlock,
    EmailBlock,
    IdentityCardBlock,
    LongTextBlock,
    MoneyBlock,
    NumberBlock,
    PhoneBlock,
    PostcodeBlock,
    TextBlock,
)

MOST_ROWS = 200
ROWS = _("成组")


class RowFieldsBlock(blocks.StreamBlock):
    """The fields of one row: kinds that are a single answer."""

    text = TextBlock()
    long_text = LongTextBlock()
    number = NumberBlock()
    money = MoneyBlock()
    date = DateBlock()
    date_range = DateRangeBlock()
    choice = ChoiceFieldBlock()
    several = SeveralBlock()
    yes_no = YesNoBlock()
    identity_card = IdentityCardBlock()
    credit_code = CreditCodeBlock()
    phone = PhoneBlock()
    email = EmailBlock()
    postcode = PostcodeBlock()
    region = RegionBlock()
    address = AddressBlock()
    licence = LicenceBlock()
    staff = StaffBlock()
    site = SiteBlock()
    product = ProductBlock()
    calculated = CalculatedBlock()


class SummedNumberBlock(NumberBlock):
    """A column of numbers, whose sum may be shown below."""

    total = blocks.BooleanBlock(label=_("表格下方显示合计"), required=False)

    class Meta:
        form_layout = layout("unit", "decimals", "minimum", "maximum", "total")


class SummedMoneyBlock(MoneyBlock):
    """A column of amounts, whose sum may be shown below."""

    total = blocks.BooleanBlock(label=_("表格下方显示合计"), required=False)

    class Meta:
        form_layout = layout("unit", "decimals", "minimum", "maximum", "total")


class SummedCalculatedBlock(CalculatedBlock):
    """A calculated column, whose sum may be shown below."""

    total = blocks.BooleanBlock(label=_("表格下方显示合计"), required=False)

    class Meta:
        form_layout = BlockGroup(
            children=["label", "hint", "formula", "unit", "decimals", "total"],
            settings=list(SAID_SETTINGS),
        )


class ColumnsBlock(RowFieldsBlock):
    """The columns of a table; numbers may be summed."""

    number = SummedNumberBlock()
    money = SummedMoneyBlock()
    calculated = SummedCalculatedBlock()


class RepeatedBlock(QuestionBlock):
    """A kind that is answered row by row."""

    row_label = blocks.CharBlock(
        label=_("每一行叫什么"), required=False, max_length=30, help_text=_("例如：品种、人员。")
    )
    min_rows = blocks.IntegerBlock(
        label=_("至少几行"), required=False, default=0, min_value=0, max_value=MOST_ROWS
    )
    max_rows = blocks.IntegerBlock(
        label=_("最多几行"), required=False, default=50, min_value=1, max_value=MOST_ROWS
    )


class GroupBlock(RepeatedBlock):
    """A group of fields that can be answered several times."""

    kind = FieldKind.GROUP
    fields = RowFieldsBlock(label=_("字段"))

    class Meta:
        icon = "copy"
        label = FieldKind.GROUP.label
        description = _("几个字段作为一组，可以填写多次，例如每位人员填一组。")
        group = ROWS
        form_layout = layout("row_label", "fields", "min_rows", "max_rows", settings=ASKED_SETTINGS)


class TableBlock(RepeatedBlock):
    """A table with columns, formulas between them and sums below."""

    kind = FieldKind.TABLE
    fields = ColumnsBlock(label=_("列"))

    class Meta:
        icon = "table"
        label = FieldKind.TABLE.label
        description = _("一行一行填写的表格，列之间可以计算，下方可以合计。")
        group = ROWS
        form_layout = layout("row_label", "fields", "min_rows", "max_rows", settings=ASKED_SETTINGS)


class FieldsBlock(RowFieldsBlock):
    """The fields of one step: those of a row, and what stands only on the page itself."""

    file = FileBlock()
    group = GroupBlock()
    table = TableBlock()
    declaration = DeclarationBlock()
    explanation = ExplanationBlock()
    section = SectionBlock()
