"""The record in the admin: to be read, filtered and inspected, nothing else."""

from typing import ClassVar

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from .models import AuditRecord


class AuditRecordFilterSet(WagtailFilterSet):
    """By what was done, whether it was allowed, and when."""

    action = django_filters.CharFilter(label=_("操作（开头）"), lookup_expr="startswith")
    target = django_filters.CharFilter(label=_("对象（开头）"), lookup_expr="startswith")
    actor_name = django_filters.CharFilter(label=_("用户"))
    at = django_filters.DateFromToRangeFilter(label=_("日期"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditRecord
        fields: ClassVar = ["action", "allowed", "at", "target", "actor_name"]


class AuditRecordViewSet(ModelViewSet):
    """Listing and inspection of the record."""

    model = AuditRecord
    name = "audit"
    icon = "history"
    menu_label = _("审计记录")
    add_to_settings_menu = True
    menu_order = 900
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields: ClassVar = [
        "number", "at", "actor_name", "actor_id", "acting_for", "action", "target",
        "allowed", "address", "detail", "previous_hash", "hash",
    ]  # fmt: skip
    form_fields: ClassVar = ["action"]
    filterset_class = AuditRecordFilterSet
    list_per_page = 50
    list_export: ClassVar = [
        "number", "at", "actor_name", "acting_for", "action", "target", "allowed", "address",
    ]  # fmt: skip
    list_display: ClassVar = [
        TitleColumn("number", label=_("序号"), url_name="audit:inspect", sort_key="number"),
        DateColumn("at", label=_("时间")),
        Column("actor_name", label=_("用户")),
        Column("acting_for", label=_("代表")),
        Column("action", label=_("操作")),
        Column("target", label=_("对象")),
        BooleanColumn("allowed", label=_("已允许")),
        Column("address", label=_("来源地址")),
    ]
    ordering: ClassVar = ["-number"]
