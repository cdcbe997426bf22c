"""What editors keep for the desk: reasons of corrections, points to check, words of notices."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from applications.models import ChecklistPoint, CorrectionReason, PaperTemplate
from applications.services.wording import slip_in


class ReasonViewSet(ModelViewSet):
    """补正原因: chosen when an item is to be mended; the example is shown before it goes wrong."""

    model = CorrectionReason
    name = "correction_reasons"
    icon = "warning"
    menu_label = _("补正原因")
    copy_view_enabled = False
    list_display: ClassVar[list[Any]] = [
        "text",
        Column("example", label=_("举例")),
        BooleanColumn("is_active", label=_("启用")),
        Column("order", label=_("顺序"), sort_key="order"),
    ]
    list_filter: ClassVar = ["is_active"]
    list_export: ClassVar = ["text", "example", "is_active", "order"]
    search_fields: ClassVar = ["text", "example"]
    ordering: ClassVar = ["order", "pk"]
    list_per_page = 50


class PointViewSet(ModelViewSet):
    """核对要点: the checklist of a service, or of all."""

    model = ChecklistPoint
    name = "checklist_points"
    icon = "list-ul"
    menu_label = _("核对要点")
    copy_view_enabled = False
    list_display: ClassVar[list[Any]] = [
        "text",
        Column(
            "service_code", label=_("事项代码"), accessor=lambda point: point.service_code or "—"
        ),
        Column("basis", label=_("依据")),
        BooleanColumn("is_active", label=_("启用")),
        Column("order", label=_("顺序"), sort_key="order"),
    ]
    list_filter: ClassVar = ["service_code", "is_active"]
    list_export: ClassVar = ["service_code", "text", "basis", "is_active", "order"]
    search_fields: ClassVar = ["text", "basis", "service_code"]
    ordering: ClassVar = ["service_code", "order", "pk"]
    list_per_page = 50


class TemplateForm(WagtailAdminModelForm):
    """A slip in a name is told at its field, before a notice is sent with it."""

    def clean_body(self) -> str:
        """The words of the notice."""
        return self._without_slip("body")

    def clean_remedies(self) -> str:
        """The words about what can be done against it."""
        return self._without_slip("remedies")

    def _without_slip(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        if slip := slip_in(text):
            raise ValidationError(slip)
        return text


class TemplateViewSet(ModelViewSet):
    """文书模板: the words of each kind of notice."""

    model = PaperTemplate
    name = "paper_templates"
    icon = "doc-full"
    menu_label = _("文书模板")
    copy_view_enabled = False
    list_display: ClassVar[list[Any]] = [
        TitleColumn("title", label=_("标题"), url_name="paper_templates:edit"),
        Column("kind", label=_("文书"), accessor="get_kind_display"),
    ]
    list_export: ClassVar = ["kind", "title", "body", "remedies"]
    ordering: ClassVar = ["kind"]
    edit_handler = ObjectList(PaperTemplate.panels, base_form_class=TemplateForm)


class DeskGroup(ViewSetGroup):
    """办件设置 in the menu, for whoever may change these."""

    menu_label = _("办件设置")
    menu_icon = "cogs"
    menu_order = 160
    items = (ReasonViewSet, PointViewSet, TemplateViewSet)


desk_group = DeskGroup()
