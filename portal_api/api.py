"""The one API: mounts each app's router, turns refusals into problem documents."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from foundation.core.error_views import problem
from foundation.core.errors import DomainError

api = NinjaAPI(
    title="药监服务门户 API",
    version="1.0.0",
    urls_namespace="api",
    docs_url="/docs",
    openapi_url="/openapi.json",
)


@api.exception_handler(DomainError)
def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    """A rule refused."""
    del request
    return problem(error.status, error.code, error.message, field=error.field)


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The input has not the documented shape."""
    del request
    errors = [
        {"field": ".".join(str(part) for part in item["loc"][1:]), "message": item["msg"]}
        for item in error.errors
    ]
    return problem(422, "malformed", "提交的内容不符合接口要求。", errors=errors)
