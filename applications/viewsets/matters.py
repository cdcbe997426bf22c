"""The desk: matters listed, filtered and inspected in the Wagtail admin; nothing is edited there."""

import django_filters
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from applications.enums import State
from applications.models import Application, ApplicationQuerySet

from .accesses import AccessList
from .inspection import TEMPLATE, MatterView, move_matter
from .unmasking import unmask_answer


class MatterFilters(WagtailFilterSet):
    """What the desk narrows its list by."""

    state = django_filters.ChoiceFilter(
        label=_("状态"), choices=[c for c in State.choices if c[0] != State.DRAFT]
    )
    kind = django_filters.ChoiceFilter(
        label=_("事项类型"),
        choices=[
            ("permit", _("许可事项")),
            ("service", _("服务事项")),
            ("report", _("数据报送")),
            ("inspection", _("检验检测")),
        ],
    )
    submitted_at = django_filters.DateFromToRangeFilter(
        label=_("提交时间"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Application
        fields = ["state", "kind", "submitted_at"]


class MatterList(generic.IndexView):
    """What the person at the desk may see."""

    def get_base_queryset(self) -> "QuerySet[Application]":
        """Begin with what is there for this person."""
        visible: ApplicationQuerySet = Application.objects.visible_to(self.request.acting)
        return visible.with_parties()


class ApplicationViewSet(ModelViewSet):
    """办件 in the admin."""

    model = Application
    name = "matters"
    icon = "folder-open-inverse"
    menu_label = _("办件")
    menu_order = 150
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 20
    ordering = ["due_on", "-submitted_at"]
    form_fields = ["product_name"]
    search_fields = ["check_code", "product_name", "service_title", "enterprise__name"]
    search_backend_name = None
    index_view_class = MatterList
    inspect_view_class = MatterView
    inspect_template_name = TEMPLATE
    filterset_class = MatterFilters
    list_display = [
        TitleColumn("check_code", label=_("核对码"), url_name="matters:inspect"),
        Column("service_title", label=_("申报事项")),
        Column("product_name", label=_("产品名称")),
        Column("applicant_name", label=_("申请人")),
        Column("status_label", label=_("状态")),
        DateColumn("submitted_at", label=_("提交时间")),
        DateColumn("due_on", label=_("期限"), sort_key="due_on"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """List, inspection, moves and unmasking; no other view exists."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("<uuid:uuid>/moves/<slug:name>/", move_matter, name="move"),
            path("<uuid:uuid>/answers/<slug:key>/", unmask_answer, name="unmask"),
            path("unmasked/", AccessList.as_view(), name="accesses"),
            path(
                "unmasked/results/",
                AccessList.as_view(results_only=True),
                name="accesses_results",
            ),
        ]


matters = ApplicationViewSet()
