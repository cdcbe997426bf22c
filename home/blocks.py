"""What the front page and the frame of every page are arranged from."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError, StructValue
from wagtail.snippets.blocks import SnippetChooserBlock

ICONS = [
    ("help", _("问号")),
    ("chat", _("对话")),
    ("phone", _("电话")),
    ("bug", _("故障")),
    ("bell", _("提醒")),
    ("book", _("书本")),
    ("search", _("搜索")),
    ("list", _("清单")),
    ("download", _("下载")),
    ("calendar", _("日历")),
    ("building", _("单位")),
    ("user", _("个人")),
    ("permit", _("许可")),
    ("service", _("服务")),
    ("report", _("报送")),
    ("inspection", _("检验")),
]


class LinkValue(StructValue):
    """A link that knows where it leads."""

    @property
    def url(self) -> str:
        """Its address; empty when the page is not published."""
        page = self.get("page")
        if page is not None:
            return str(page.url or "") if page.live else ""
        return str(self.get("path") or "")


class LinkBlock(blocks.StructBlock):
    """Words and where they lead: a page, or an address of this portal."""

    label = blocks.CharBlock(label=_("文字"), max_length=30)
    page = blocks.PageChooserBlock(label=_("页面"), required=False)
    path = blocks.RegexBlock(
        regex=r"^/(?![/\\])[^\s\\]*$",
        label=_("或本站地址"),
        required=False,
        error_messages={"invalid": _("请填写以 / 开头的本站地址，例如 /services/?q=变更。")},
        help_text=_("没有对应页面时填写，例如 /search/?q=年度报告。"),
    )

    def clean(self, value: Any) -> Any:
        """Exactly one target."""
        value = super().clean(value)
        if not self.is_deferred_validation and not (value.get("page") or value.get("path")):
            message = gettext("请选择页面，或填写本站地址。")
            raise StructBlockValidationError(block_errors={"page": ValidationError(message)})
        return value

    class Meta:
        icon = "link"
        label = _("链接")
        value_class = LinkValue


class EntryBlock(LinkBlock):
    """A link with an icon and a few words."""

    icon = blocks.ChoiceBlock(label=_("图标"), choices=ICONS, default="help")
    text = blocks.CharBlock(label=_("说明"), max_length=40, required=False, default="")

    class Meta:
        icon = "link"
        label = _("入口")


class LinksBlock(blocks.StreamBlock):
    """Links in a row."""

    link = LinkBlock()


class EntriesBlock(blocks.StreamBlock):
    """Entries with icons."""

    entry = EntryBlock()


class NoticeTabsBlock(blocks.StreamBlock):
    """Which categories stand as tabs, in this order."""

    category = blocks.PageChooserBlock(
        label=_("通知类别"), page_type="notices.NoticeCategoryPage", icon="list-ul"
    )


class KindsBlock(blocks.StreamBlock):
    """Which kinds of services stand as entries, in this order."""

    kind = blocks.PageChooserBlock(
        label=_("事项类型"), page_type="service_catalog.KindPage", icon="list-ul"
    )


class HotlinesBlock(blocks.StreamBlock):
    """Which hotlines are shown, in this order."""

    line = SnippetChooserBlock("help_center.Hotline", label=_("热线"), icon="mobile-alt")
