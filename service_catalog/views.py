"""What one can do with a service beside reading its guide."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.permissions import require_sign_in
from foundation.core.clock import now
from foundation.core.http import PortalRequest, local_path
from foundation.eforms import services as eforms

from . import services
from .models import ServicePage


@require_POST
def favourite(request: PortalRequest, kind: str, code: str) -> HttpResponse:
    """Keep a service at hand, or no longer; back to where the button was."""
    require_sign_in(request.acting)
    visible = ServicePage.objects.visible_to(request.acting)
    service = get_object_or_404(visible, kind=kind, slug=code)
    kept = services.toggle(acting=request.acting, service=service, at=now())
    if request.headers.get("HX-Request") == "true":
        context = {"service": service, "is_kept": kept, "small": "small" in request.POST}
        return render(request, "service_catalog/favourite.html", context)
    messages.success(
        request, _("已收藏，可以在首页和我的空间中找到。") if kept else _("已取消收藏。")
    )
    return redirect(local_path(request, request.POST.get("next"), default=service.path_of_guide))


@require_POST
def order_favourites(request: PortalRequest) -> HttpResponse:
    """Arrange one's favourites: one of them a place up or down, or all as they now stand."""
    require_sign_in(request.acting)
    for name, steps in (("up", -1), ("down", 1)):
        if code := request.POST.get(name):
            services.shift(acting=request.acting, code=code, steps=steps)
            break
    else:
        services.arrange(acting=request.acting, codes=request.POST.getlist("order"))
    return redirect("/space/favourites/")


@require_safe
def blank_form(request: PortalRequest, kind: str, code: str) -> HttpResponse:
    """The form of a service to be printed and read before applying."""
    visible = ServicePage.objects.visible_to(request.acting)
    service = get_object_or_404(visible, kind=kind, slug=code)
    version = eforms.latest(service.form_series)
    if version is None or service.external_url:
        raise Http404(code)
    context = {
        "service": service,
        "version": version,
        "blank": eforms.blank_form(version.compiled),
        "apply_path": f"{service.path_of_guide}apply/",
        "crumbs": [*service.crumbs[:-1], {"label": service.title, "url": service.path_of_guide},
                   {"label": _("空白表格"), "url": ""}],
    }  # fmt: skip
    return render(request, "service_catalog/blank_form.html", context)
