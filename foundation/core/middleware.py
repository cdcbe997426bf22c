"""Edges that every request passes: headers, a gone database, a refusal told as a page."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from . import error_views
from .errors import DomainError

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ContentSecurityMiddleware(CSPMiddleware):
    """The strict policy everywhere; Wagtail's admin has its own, enforced too."""

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # noqa: FBT001, FBT002
    ) -> PolicyParts:
        """Choose the policy by the address."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith("/admin/") and not report_only:
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return parts


class UnstorableAddressMiddleware:
    """NUL reaches no database: in a path it is 400, in a query it is left out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse, or pass through what is left."""
        if "\x00" in request.path:
            raise BadRequest
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        return self.get_response(request)


class SameOriginResourceMiddleware:
    """`Cross-Origin-Resource-Policy` on every response."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the header added."""
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class ServiceUnavailableMiddleware:
    """A database that is gone or locked is 503 with `Retry-After`, from a static page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass through."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a database that failed in a view into 503."""
        if isinstance(error, (OperationalError, InterfaceError)):
            return error_views.service_unavailable(request)
        return None


class DomainErrorMiddleware:
    """The one place where a refusal by a rule becomes a page for a person."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass through."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Render a `DomainError`; anything else goes on."""
        if isinstance(error, DomainError):
            return error_views.domain_error(request, error)
        return None
