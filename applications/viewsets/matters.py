"""The desk: matters listed, filtered and inspected in the Wagtail admin; nothing is edited there."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from applications.models import Application

from .accesses import AccessList
from .asking import ask_correction
from .counter import counter
from .figures import show_figures
from .handing import assign_matters, drop_view, keep_view, take_matter
from .inspection import TEMPLATE, MatterView, move_matter
from .noting import add_note, mark_points
from .ratings import follow_up, rating_list
from .thread import read_thread, write_to_applicant
from .unmasking import unmask_answer
from .worklist import COLUMNS, MatterFilters, MatterList


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
    index_template_name = "applications/admin/worklist.html"
    index_results_template_name = "applications/admin/worklist_results.html"
    inspect_view_class = MatterView
    inspect_template_name = TEMPLATE
    filterset_class = MatterFilters
    list_display = COLUMNS
    list_export = MatterList.list_export
    export_headings = MatterList.export_headings
    export_filename = "matters"

    def get_urlpatterns(self) -> list[URLPattern]:
        """List, inspection, moves, handing on and unmasking; no other view exists."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("counter/", counter, name="counter"),
            path("figures/", show_figures, name="figures"),
            path("ratings/", rating_list, name="ratings"),
            path("ratings/<int:number>/", follow_up, name="follow_up"),
            path("assign/", assign_matters, name="assign"),
            path("views/", keep_view, name="keep_view"),
            path("views/<int:number>/", drop_view, name="drop_view"),
            path("<uuid:uuid>/take/", take_matter, name="take"),
            path("<uuid:uuid>/notes/", add_note, name="add_note"),
            path("<uuid:uuid>/points/", mark_points, name="mark_points"),
            path("<uuid:uuid>/correction/", ask_correction, name="ask_correction"),
            path("<uuid:uuid>/thread/", write_to_applicant, name="write"),
            path("<uuid:uuid>/thread/read/", read_thread, name="read_thread"),
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
