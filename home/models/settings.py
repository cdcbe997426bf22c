"""Names, contacts and navigation that stand on every page."""

from typing import Any, ClassVar

from django.core.cache import cache
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from foundation.core.fields import PortableStreamField
from home.blocks import EntriesBlock, LinksBlock

FRAME_KEY = "home:frame"


@register_setting(icon="home", order=100)
class SiteSettings(BaseSiteSetting):
    """The portal's own name, how to reach it, what floats beside every page."""

    site_name = models.CharField(
        _("门户名称"), max_length=60, default="北京市药品监督管理局 服务门户"
    )
    site_name_en = models.CharField(_("英文名称"), max_length=120, blank=True)
    footer_text = models.CharField(_("页脚说明"), max_length=300, blank=True)
    technical_phone = models.CharField(_("技术支持电话"), max_length=30, blank=True)
    technical_hours = models.CharField(_("技术支持时间"), max_length=60, blank=True)
    technical_email = models.EmailField(_("技术支持邮箱"), blank=True)
    icp_number = models.CharField(_("备案号"), max_length=60, blank=True)
    footer_links = PortableStreamField(LinksBlock(), blank=True, verbose_name=_("页脚链接"))
    floating_help = PortableStreamField(
        EntriesBlock(), blank=True, verbose_name=_("悬浮导航"),
        help_text=_("只显示已经发布的页面和已经开通的功能。"),
    )  # fmt: skip

    panels: ClassVar = [
        MultiFieldPanel([FieldPanel("site_name"), FieldPanel("site_name_en")], heading=_("名称")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("technical_phone"), FieldPanel("technical_hours")]),
                FieldPanel("technical_email"),
            ],
            heading=_("技术支持"),
        ),
        MultiFieldPanel(
            [FieldPanel("footer_text"), FieldPanel("icp_number"), FieldPanel("footer_links")],
            heading=_("页脚"),
        ),
        FieldPanel("floating_help"),
    ]

    class Meta:
        verbose_name = _("门户设置")
        verbose_name_plural = _("门户设置")

    def __str__(self) -> str:
        return self.site_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let every page be framed anew."""
        super().save(*args, **kwargs)
        cache.delete(FRAME_KEY)
