"""Display modes for everybody; the gallery of components for those who build."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from .forms import DisplayModeForm
from .gallery import SAMPLES, gallery_context
from .http import local_path, render_page

COOKIE_AGE = timedelta(days=365)


@require_http_methods(["GET", "HEAD", "POST"])
def display_mode(request: HttpRequest) -> HttpResponse:
    """Ask for large print and high contrast, remember the choice, go back to the page."""
    form = DisplayModeForm(request.POST or None, initial=request.GET.dict())
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render_page(request, "layouts/display_mode.html", {"form": form}, status=status)
    response = redirect(local_path(request, form.cleaned_data["next"]))
    for name in ("size", "contrast"):
        if value := form.cleaned_data[name]:
            response.set_cookie(
                name,
                value,
                max_age=COOKIE_AGE,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        else:
            response.delete_cookie(name)
    return response


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render_page(request, "dev/components.html", gallery_context())


@require_safe
def gallery_sample(request: HttpRequest, sample: str) -> HttpResponse:
    """A whole page as an author of pages would write it."""
    if sample not in SAMPLES:
        raise Http404
    return render_page(request, f"dev/sample_{sample}.html", gallery_context())
