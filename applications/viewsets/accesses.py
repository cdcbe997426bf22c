"""Who saw which personal number of which matter in full, and why: for the auditor."""

from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t, gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic

from applications.enums import UnmaskReason
from applications.models import Application
from applications.services.unmasking import ACTION
from foundation.audit.models import AuditRecord

VIEW_RECORD = "audit.view_auditrecord"
REASONS = dict(UnmaskReason.choices)
CAUSES = {"permission": _("没有权限"), "too often": _("超过次数上限")}


def _matter_url(row: Any) -> str | None:
    return reverse("matters:inspect", args=[row.matter.pk]) if row.matter else None


def _matter_name(row: Any) -> str:
    return str(row.matter.check_code) if row.matter else row.target


def _moment(row: AuditRecord) -> str:
    return f"{timezone.localtime(row.at):%Y-%m-%d %H:%M}"


def _field(row: AuditRecord) -> str:
    return str(row.detail.get("label") or row.detail.get("field", ""))


def _reason(row: AuditRecord) -> str:
    if not row.allowed:
        return str(CAUSES.get(row.detail.get("cause", ""), ""))
    reason = REASONS.get(row.detail.get("reason", ""), "")
    return _t("%(reason)s：%(note)s") % {"reason": reason, "note": row.detail.get("note", "")}


class AccessFilters(WagtailFilterSet):
    """By person, outcome and day."""

    actor_name = django_filters.CharFilter(label=_("查看人"))
    at = django_filters.DateFromToRangeFilter(label=_("日期"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditRecord
        fields = ["actor_name", "allowed", "at"]


class AccessList(generic.IndexView):
    """Every request for a full number, the refused ones too; the numbers are not there."""

    model = AuditRecord
    permission_required = "view"
    page_title = _("个人信息查看记录")
    header_icon = "view"
    index_url_name = "matters:accesses"
    index_results_url_name = "matters:accesses_results"
    filterset_class = AccessFilters
    default_ordering = "-number"
    paginate_by = 50
    columns = [
        Column("moment", label=_("时间"), accessor=_moment, sort_key="at"),
        Column("actor_name", label=_("查看人")),
        TitleColumn(
            "matter",
            label=_("办件"),
            accessor=_matter_name,
            get_url=_matter_url,
            link_classname="unbroken",
        ),
        Column("field", label=_("查看内容"), accessor=_field),
        Column("reason", label=_("事由和用途"), accessor=_reason),
        BooleanColumn("allowed", label=_("已允许")),
    ]

    def get_base_queryset(self) -> QuerySet[AuditRecord]:
        """Nothing but requests for full numbers."""
        return AuditRecord.objects.filter(action=ACTION)

    def get_table(self, object_list: Any, **kwargs: Any) -> Any:
        """With the matters of one page read at once, as far as this person may see them."""
        rows = list(object_list)
        uuids = {UUID(row.target.partition(":")[2]) for row in rows}
        visible = Application.objects.visible_to(self.request.acting).filter(uuid__in=uuids)
        matters = {
            f"application:{matter.uuid}": matter for matter in visible.only("check_code", "uuid")
        }
        for row in rows:
            row.matter = matters.get(row.target)
        return super().get_table(rows, **kwargs)


class AccessMenuItem(MenuItem):
    """Its place among the reports, for whoever may read the audit record."""

    def __init__(self) -> None:
        address = reverse("matters:accesses")
        super().__init__(_t("个人信息查看记录"), address, icon_name="view", order=100)

    def is_shown(self, request: HttpRequest) -> bool:
        """Shown to auditors."""
        return bool(request.user.has_perm(VIEW_RECORD))
