from django.urls import include, path
from ninja import NinjaAPI
from ninja.errors import ValidationError
from wagtail import urls as wagtail_urls

from portal_api.api import malformed
from search.api import router

api = NinjaAPI(urls_namespace="search-tests")
api.add_exception_handler(ValidationError, malformed)  # type: ignore[arg-type]
api.add_router("/search", router)

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("search.urls")),
    path("", include("foundation.core.urls")),
    path("", include(wagtail_urls)),
]

handler404 = "foundation.core.error_views.not_found"
