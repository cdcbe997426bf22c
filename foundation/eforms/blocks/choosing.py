"""Blocks of the kinds whose answer is chosen."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from foundation.eforms.enums import ChoiceDisplay, FieldKind

from .base import ASKED_SETTINGS, QuestionBlock, layout
from .ruling import OptionRuleBlock

CHOOSING, OWNED = _("选择"), _("证照与人员")


class OptionsBlock(QuestionBlock):
    """A kind that offers options, some of them perhaps under a condition."""

    options = blocks.ListBlock(blocks.CharBlock(label=_("选项"), max_length=200), label=_("选项"))
    option_rules = blocks.ListBlock(
        OptionRuleBlock(), label=_("满足条件才提供的选项"), default=[], required=False
    )


class ChoiceFieldBlock(OptionsBlock):
    """One of several options."""

    kind = FieldKind.CHOICE
    display = blocks.ChoiceBlock(
        label=_("显示方式"),
        choices=ChoiceDisplay.choices,
        default=ChoiceDisplay.RADIO,
        help_text=_("选项不多于七个时，逐项列出更好用。"),
    )

    class Meta:
        icon = "radio-full"
        label = FieldKind.CHOICE.label
        description = _("从几个选项中选一个；可以逐项列出、下拉或搜索。")
        group = CHOOSING
        form_layout = layout("options", "display", settings=("option_rules", *ASKED_SETTINGS))


class SeveralBlock(OptionsBlock):
    """Any number of several options."""

    kind = FieldKind.SEVERAL

    class Meta:
        icon = "tasks"
        label = FieldKind.SEVERAL.label
        description = _("从几个选项中选任意多个。")
        group = CHOOSING
        form_layout = layout("options", settings=("option_rules", *ASKED_SETTINGS))


class YesNoBlock(QuestionBlock):
    """Yes or no."""

    kind = FieldKind.YES_NO

    class Meta:
        icon = "circle-check"
        label = FieldKind.YES_NO.label
        description = _("回答“是”或“否”，常用来决定后面的字段是否显示。")
        group = CHOOSING
        form_layout = layout(settings=ASKED_SETTINGS)


class RegionBlock(QuestionBlock):
    """Province, city and district."""

    kind = FieldKind.REGION

    class Meta:
        icon = "site"
        label = FieldKind.REGION.label
        description = _("依次选择省、市、区县。")
        group = CHOOSING
        form_layout = layout(settings=ASKED_SETTINGS)


class PickerBlock(QuestionBlock):
    """A kind whose answer is chosen from what the applicant owns."""

    source_kind = blocks.CharBlock(
        label=_("只列出这一类"),
        required=False,
        max_length=60,
        help_text=_("照类别名称填写，例如：药品生产许可证、质量负责人；留空时全部列出。"),
    )


class LicenceBlock(PickerBlock):
    """One of the applicant's licences."""

    kind = FieldKind.LICENCE

    class Meta:
        icon = "doc-full-inverse"
        label = FieldKind.LICENCE.label
        description = _("从申请人自己的电子证照中选一张，可以只列出一类。")
        group = OWNED
        form_layout = layout("source_kind", settings=ASKED_SETTINGS)


class StaffBlock(PickerBlock):
    """One of the enterprise's people."""

    kind = FieldKind.STAFF

    class Meta:
        icon = "group"
        label = FieldKind.STAFF.label
        description = _("从企业登记的人员中选一人，可以只列出一种岗位。")
        group = OWNED
        form_layout = layout("source_kind", settings=ASKED_SETTINGS)


class SiteBlock(PickerBlock):
    """One of the enterprise's addresses."""

    kind = FieldKind.SITE

    class Meta:
        icon = "thumbtack"
        label = FieldKind.SITE.label
        description = _("从企业登记的场地中选一处。")
        group = OWNED
        form_layout = layout("source_kind", settings=ASKED_SETTINGS)


class ProductBlock(PickerBlock):
    """One of the enterprise's products."""

    kind = FieldKind.PRODUCT

    class Meta:
        icon = "cog"
        label = FieldKind.PRODUCT.label
        description = _("从企业登记的产品中选一个。")
        group = OWNED
        form_layout = layout("source_kind", settings=ASKED_SETTINGS)
