"""How editors see a notice."""

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

DOCUMENT = MultiFieldPanel(
    [
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("issuer")]),
        FieldRowPanel([FieldPanel("signed_on"), FieldPanel("published_on")]),
        FieldRowPanel([FieldPanel("effective_on"), FieldPanel("expires_on")]),
        FieldRowPanel([FieldPanel("validity"), FieldPanel("audience"), FieldPanel("sector")]),
        FieldPanel("keywords"),
    ],
    heading=_("文件"),
)
LINKS = [
    InlinePanel("service_links", heading=_("相关事项"), label=_("事项")),
    InlinePanel(
        "replacement_links",
        heading=_("替代的文件"),
        label=_("文件"),
        help_text=_("本文件施行后不再使用的旧文件。旧文件的有效性请另行改为“已废止”。"),
    ),
    InlinePanel("explanation_links", heading=_("政策解读"), label=_("解读")),
]
EXTRAS = [
    FieldRowPanel([FieldPanel("pinned_until"), FieldPanel("contact")]),
    FieldPanel("source_url"),
    FieldPanel("corrections"),
]
NOTICE_TABS = TabbedInterface(
    [
        ObjectList(
            [
                DOCUMENT,
                FieldPanel("body"),
                InlinePanel("attachments", heading=_("附件"), label=_("附件")),
            ],
            heading=_("正文"),
        ),
        ObjectList(LINKS, heading=_("关联")),
        ObjectList(EXTRAS, heading=_("置顶与更正")),
        ObjectList(Page.promote_panels, heading=_("推广")),
        ObjectList(Page.settings_panels, heading=_("设置")),
    ]
)
