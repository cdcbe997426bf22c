"""Every address of the portal, in one place."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal_api.api import api

from . import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready, name="ready"),
    path("admin/", include("foundation.accounts.staff_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", api.urls),
    path("accounts/", include("foundation.accounts.urls")),
    path("", include("foundation.core.urls")),
    path("", include("foundation.files.urls")),
    path("", include("foundation.eforms.urls")),
    path("", include("search.urls")),
    path("", include("notices.urls")),
    path("", include("service_catalog.urls")),
    path("", include("help_center.urls")),
    path("", include("enterprises.urls")),
    path("", include("licences.urls")),
    path("", include("applications.urls")),
    path("", include("workspace.urls")),
    path("", include(wagtail_urls)),
]

handler400 = "foundation.core.error_views.bad_request"
handler403 = "foundation.core.error_views.forbidden"
handler404 = "foundation.core.error_views.not_found"
handler500 = "foundation.core.error_views.server_error"
