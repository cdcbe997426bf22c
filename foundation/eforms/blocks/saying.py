"""Blocks of files and declarations, and of words between the fields."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.documents.blocks import DocumentChooserBlock

from foundation.core.blocks import RICH_TEXT_FEATURES
from foundation.eforms.enums import FieldKind, FileKind

from .base import ASKED_SETTINGS, SAID_SETTINGS, KindBlock, QuestionBlock, layout

MOST_FILES = 10
MOST_MEGABYTES = 50
FILES, SAYING = _("附件与声明"), _("说明")


class FileBlock(QuestionBlock):
    """Files of some kinds, so many, so large; with a blank form and a filled sample."""

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
    template = DocumentChooserBlock(label=_("空白模板"), required=False)
    sample = DocumentChooserBlock(label=_("填写样例"), required=False)
    source_kind = blocks.CharBlock(
        label=_("优先列出文档库中的这一类"),
        required=False,
        max_length=60,
        help_text=_("照文档类别填写，例如：资质证明、检测报告；留空时全部列出。"),
    )

    class Meta:
        icon = "upload"
        label = FieldKind.FILE.label
        description = _("上传文件，可以限定类型、个数和大小，附空白模板和样例。")
        group = FILES
        form_layout = layout(
            "accept",
            "max_files",
            "max_megabytes",
            "template",
            "sample",
            settings=("source_kind", *ASKED_SETTINGS),
        )


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
        description = _("一段声明，申请人勾选同意后才能提交。")
        group = FILES
        form_layout = BlockGroup(children=["label", "text"], settings=list(SAID_SETTINGS))


class ExplanationBlock(KindBlock):
    """Words between the fields; nothing is asked."""

    kind = FieldKind.EXPLANATION
    text = blocks.RichTextBlock(label=_("内容"), features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = FieldKind.EXPLANATION.label
        description = _("写给申请人看的说明，可以有链接和列表，不用填写。")
        group = SAYING
        form_layout = BlockGroup(children=["text"], settings=list(SAID_SETTINGS))


class SectionBlock(KindBlock):
    """A heading; hidden, it hides all up to the next heading."""

    kind = FieldKind.SECTION
    label = blocks.CharBlock(label=_("小节标题"), max_length=60)

    class Meta:
        icon = "title"
        label = FieldKind.SECTION.label
        description = _("把一步分成几节；设了显示条件时，整节一起显示或隐藏。")
        group = SAYING
        form_layout = BlockGroup(children=["label"], settings=list(SAID_SETTINGS))
