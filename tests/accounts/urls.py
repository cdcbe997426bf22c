"""The portal's addresses of signing in, with a few pages that need somebody."""

from django.http import HttpResponse
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from foundation.accounts.permissions import require_agent_complete, require_sign_in


def own_page(request):
    require_sign_in(request.acting)
    return HttpResponse("own page")


def apply(request):
    require_agent_complete(request.acting)
    return HttpResponse("application form")


urlpatterns = [
    path("admin/", include("foundation.accounts.staff_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("foundation.accounts.urls")),
    path("", include("foundation.core.urls")),
    path("own/", own_page),
    path("apply/", apply),
    path("", lambda _: HttpResponse("front page")),
]

handler400 = "foundation.core.error_views.bad_request"
