"""The outbox in the admin: to see what did not leave, and why."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Outbox


class OutboxViewSet(ModelViewSet):
    """Listing of deliveries; the model has no other right than to view."""

    model = Outbox
    name = "outbox"
    icon = "mail"
    menu_label = _("待发消息")
    add_to_settings_menu = True
    menu_order = 910
    copy_view_enabled = False
    form_fields: ClassVar = ["state"]
    list_filter: ClassVar = ["state", "channel"]
    ordering: ClassVar = ["-created_at"]
    list_display: ClassVar = [
        Column("channel", label=_("渠道"), accessor="get_channel_display"),
        Column("state", label=_("状态"), accessor="get_state_display"),
        Column("attempts", label=_("尝试次数")),
        DateColumn("next_try_at", label=_("下次尝试")),
        DateColumn("sent_at", label=_("发送时间")),
        Column("last_error", label=_("最近错误")),
    ]
