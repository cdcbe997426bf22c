"""The routers of published content, mounted as the portal's API mounts them."""

from django.urls import include, path
from ninja import NinjaAPI
from ninja.errors import ValidationError
from wagtail import urls as wagtail_urls

from foundation.core.errors import DomainError
from help_center.api import router as help_router
from notices.api import router as notices_router
from portal_api.api import malformed, refused
from service_catalog.api import favourites_router, router as services_router

api = NinjaAPI(urls_namespace="content-tests")
api.add_exception_handler(ValidationError, malformed)  # type: ignore[arg-type]
api.add_exception_handler(DomainError, refused)  # type: ignore[arg-type]
api.add_router("/notices", notices_router)
api.add_router("/services", services_router)
api.add_router("/favourites", favourites_router)
api.add_router("", help_router)

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("foundation.core.urls")),
    path("", include("service_catalog.urls")),
    path("", include(wagtail_urls)),
]
