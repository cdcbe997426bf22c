"""办件数据: the figures of the desk among the reports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from applications.errors import DeskNotAllowed
from applications.permissions import may_see_figures
from applications.presentation.figures import figures
from foundation.core.clock import now
from foundation.core.http import PortalRequest
from service_catalog.enums import Kind

TEMPLATE = "applications/admin/figures.html"


@never_cache
@require_safe
def show_figures(request: PortalRequest) -> HttpResponse:
    """The figures of all matters, or of one kind."""
    if not may_see_figures(request.acting):
        raise DeskNotAllowed(_("您没有查看办件数据的权限。"))
    asked = request.GET.get("kind", "")
    kind = asked if asked in Kind.values else ""
    context = {
        "figures": figures(acting=request.acting, kind=kind, at=now()),
        "kind": kind,
        "kinds": Kind.choices,
        "page_title": _("办件数据"),
        "header_icon": "table",
        "breadcrumbs_items": [],
    }
    return render(request, TEMPLATE, context)


class FiguresMenuItem(MenuItem):
    """Its place among the reports, for whoever sees matters."""

    def __init__(self) -> None:
        super().__init__(_("办件数据"), reverse("matters:figures"), icon_name="table", order=90)

    def is_shown(self, request: HttpRequest) -> bool:
        """Shown to staff who may see matters."""
        return bool(request.user.has_perm("applications.view_application"))
