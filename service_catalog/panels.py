"""How editors see a service: one tab for each part of the guide."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page

IDENTITY = MultiFieldPanel(
    [
        FieldPanel("title", help_text=_("事项的完整名称。")),
        FieldRowPanel([FieldPanel("code"), FieldPanel("short_title")]),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("sector"), FieldPanel("topic"), FieldPanel("department")]),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("handling"), FieldPanel("level")]),
        FieldPanel("item_number"),
        FieldPanel("keywords"),
        FieldPanel("external_url"),
    ],
    heading=_("事项"),
)
FACTS = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("legal_days"), FieldPanel("promised_days")]),
        FieldPanel("legal_days_source"),
        FieldRowPanel([FieldPanel("not_counted"), FieldPanel("due")]),
        FieldRowPanel([FieldPanel("result_name"), FieldPanel("validity")]),
        FieldPanel("result_sample"),
        FieldRowPanel([FieldPanel("visits"), FieldPanel("fee")]),
        FieldRowPanel(
            [FieldPanel("by_network"), FieldPanel("at_window"), FieldPanel("by_courier")]
        ),
        FieldRowPanel([FieldPanel("delivery"), FieldPanel("supervision")]),
        FieldPanel("consult_line"),
    ],
    heading=_("时限、结果与方式"),
)
WINDOWS = InlinePanel(
    "windows",
    heading=_("开放时间"),
    label=_("时段"),
    help_text=_(
        "只在固定时间办理的事项填写，例如每年 1 月 1 日至 3 月 31 日；不填写就是全年开放。"
    ),
)
CHANGE = MultiFieldPanel(
    [FieldPanel("changed_on"), FieldPanel("change_note")],
    heading=_("近期变化"),
    help_text=_("填写后显示在指南最前面；不再需要时清空。"),
)
GUIDE = [
    FieldPanel("conditions"),
    FieldPanel("steps"),
    FieldPanel("materials"),
    InlinePanel("place_links", heading=_("办理地点"), label=_("地点")),
    FieldPanel("legal_basis"),
    FieldPanel("questions"),
]
FORM = [
    FieldPanel(
        "form",
        help_text=_("发布后对新的申请立即生效；已经开始填写的申请仍使用原来的表单。"),
    )
]
SERVICE_TABS = TabbedInterface(
    [
        ObjectList([IDENTITY, FACTS, WINDOWS, CHANGE], heading=_("基本信息")),
        ObjectList(GUIDE, heading=_("办理指南")),
        ObjectList(FORM, heading=_("申请表")),
        ObjectList(Page.promote_panels, heading=_("推广")),
        ObjectList(Page.settings_panels, heading=_("设置")),
    ]
)
