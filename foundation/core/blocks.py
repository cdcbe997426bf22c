"""StreamField blocks that every page type may use; no raw HTML, no free tables of markup."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT_FEATURES = [
    "bold",
    "italic",
    "ol",
    "ul",
    "link",
    "document-link",
    "superscript",
    "subscript",
]


class HeadingBlock(blocks.StructBlock):
    """A heading of a section; its anchor is made from its place."""

    text = blocks.CharBlock(label=_("标题"), max_length=80)

    class Meta:
        icon = "title"
        label = _("小标题")
        template = "blocks/heading.html"


class NoteBlock(blocks.StructBlock):
    """A remark set apart: for attention, as help, as a warning."""

    kind = blocks.ChoiceBlock(
        label=_("类型"),
        choices=[("info", _("说明")), ("warning", _("注意")), ("success", _("已办结"))],
        default="info",
    )
    text = blocks.RichTextBlock(label=_("内容"), features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("提示框")
        template = "blocks/note.html"


class FigureBlock(blocks.StructBlock):
    """A picture that says something, with words for those who do not see it."""

    image = ImageChooserBlock(label=_("图片"))
    caption = blocks.CharBlock(label=_("图注"), max_length=120, required=False)

    class Meta:
        icon = "image"
        label = _("图片")
        template = "blocks/figure.html"


class TableBlock(blocks.StructBlock):
    """A table of plain text: first row is the head; cells are separated by |."""

    caption = blocks.CharBlock(label=_("表格标题"), max_length=80)
    rows = blocks.ListBlock(
        blocks.CharBlock(label=_("一行"), max_length=500),
        label=_("各行（单元格之间用 | 分隔，第一行为表头）"),
        min_num=2,
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Split the rows into cells."""
        context = super().get_context(value, parent_context)
        cells = [[cell.strip() for cell in row.split("|")] for row in value["rows"]]
        context["head"], context["body"] = cells[0], cells[1:]
        return context

    class Meta:
        icon = "table"
        label = _("表格")
        template = "blocks/table.html"


class DownloadBlock(blocks.StructBlock):
    """One file to download."""

    document = DocumentChooserBlock(label=_("文件"))
    note = blocks.CharBlock(label=_("说明"), max_length=120, required=False)

    class Meta:
        icon = "doc-full"
        label = _("附件")
        template = "blocks/download.html"


class BodyBlock(blocks.StreamBlock):
    """The body of an ordinary page, notice or answer."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        label=_("正文"), features=RICH_TEXT_FEATURES, template="blocks/paragraph.html"
    )
    note = NoteBlock()
    figure = FigureBlock()
    table = TableBlock()
    download = DownloadBlock()

    class Meta:
        block_counts: dict[str, dict[str, int]] = {}
