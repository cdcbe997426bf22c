"""The register of licences in the Wagtail admin: to be read, filtered and inspected."""

from typing import ClassVar

import django_filters
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from .enums import LicenceKind, LicenceStatus
from .models import Licence


def _end(licence: Licence) -> str:
    """The last day itself: how far it is away says nothing of days to come in Wagtail's words."""
    return licence.valid_until.isoformat() if licence.valid_until else str(_("长期"))


class LicenceFilterSet(WagtailFilterSet):
    """By kind, status and end."""

    kind = django_filters.ChoiceFilter(label=_("证照名称"), choices=LicenceKind.choices)
    status = django_filters.ChoiceFilter(label=_("状态"), choices=LicenceStatus.choices)
    valid_until = django_filters.DateFromToRangeFilter(
        label=_("有效期至"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Licence
        fields: ClassVar = ["kind", "status", "valid_until"]


class LicenceViewSet(ModelViewSet):
    """电子证照 in the admin; the permission policy allows viewing only."""

    model = Licence
    name = "licence_register"
    icon = "doc-full"
    menu_label = _("电子证照")
    menu_order = 160
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields: ClassVar = [
        "kind", "number", "holder_name", "product_name", "scope", "issuer", "issued_on",
        "valid_from", "valid_until", "status",
    ]  # fmt: skip
    form_fields: ClassVar = ["number"]
    filterset_class = LicenceFilterSet
    search_fields: ClassVar = ["number", "holder_name", "product_name"]
    search_backend_name = None
    list_per_page = 20
    list_display: ClassVar = [
        TitleColumn("number", label=_("编号"), url_name="licence_register:inspect"),
        Column("get_kind_display", label=_("证照名称"), sort_key="kind"),
        Column("holder_name", label=_("持证主体"), sort_key="holder_name"),
        Column("product_name", label=_("产品名称")),
        Column("end", accessor=_end, label=_("有效期至"), sort_key="valid_until"),
        Column("get_status_display", label=_("状态")),
    ]
    ordering: ClassVar = ["valid_until", "number"]

    def get_urlpatterns(self) -> list[URLPattern]:
        """List and inspection; no other view exists."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
        ]
