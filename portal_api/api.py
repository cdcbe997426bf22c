"""The one API: mounts each app's router, turns refusals into problem documents."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from applications.api import lookup_router, router as applications_router
from enterprises.api import router as enterprises_router
from foundation.accounts.api import router as accounts_router
from foundation.core.error_views import problem
from foundation.core.errors import DomainError
from help_center.api import router as help_router
from licences.api import router as licences_router
from notices.api import router as notices_router
from search.api import router as search_router
from service_catalog.api import favourites_router, router as services_router
from workspace.api import router as workspace_router

CSRF_STATUS = 403

api = NinjaAPI(
    title="药监服务门户 API",
    version="1.0.0",
    urls_namespace="api",
    docs_url="/docs",
    openapi_url="/openapi.json",
)
api.add_router("/notices", notices_router)
api.add_router("/services", services_router)
api.add_router("/favourites", favourites_router)
api.add_router("", help_router)
api.add_router("/search", search_router)
api.add_router("/applications", applications_router)
api.add_router("/lookup", lookup_router)
api.add_router("/enterprise", enterprises_router)
api.add_router("/enterprise", licences_router)
api.add_router("", workspace_router)
api.add_router("/accounts", accounts_router)


@api.exception_handler(AuthenticationError)
def signed_out(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Nobody is signed in, or the credentials are wrong."""
    del request, error
    return problem(401, "sign_in_required", "请先登录。")


@api.exception_handler(HttpError)
def not_taken(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The call was stopped before any rule of ours, for instance without a CSRF token."""
    del request
    code = "csrf_failed" if error.status_code == CSRF_STATUS else "refused"
    return problem(error.status_code, code, "请求被拒绝：缺少或错误的校验信息。")


@api.exception_handler(DomainError)
def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    """A rule refused."""
    del request
    errors = [{"field": key, "message": text} for key, text in error.errors.items()]
    return problem(error.status, error.code, error.message, field=error.field, errors=errors)


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The input has not the documented shape."""
    del request
    errors = [
        {"field": ".".join(str(part) for part in item["loc"][1:]), "message": item["msg"]}
        for item in error.errors
    ]
    return problem(422, "malformed", "提交的内容不符合接口要求。", errors=errors)
