"""Designed answers for everything that did not work, each with its true status."""

import sys
from typing import Any

from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from .errors import DomainError
from .http import wants_json

TEMPLATES = {
    403: "errors/403.html",
    404: "errors/404.html",
    409: "errors/409.html",
    422: "errors/422.html",
    429: "errors/429.html",
}


def problem(status: int, code: str, detail: str, **extra: Any) -> JsonResponse:
    """A problem document (RFC 9457)."""
    body = {"type": "about:blank", "title": code, "status": status, "code": code, "detail": detail}
    return JsonResponse(
        {**body, **extra},
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def domain_error(request: HttpRequest, error: DomainError) -> HttpResponse:
    """A rule refused: its sentence, with 403, 404, 409, 422 or 429."""
    if wants_json(request):
        return problem(error.status, error.code, error.message)
    template = error.template or TEMPLATES.get(error.status, "errors/422.html")
    context = {"error": error, "message": error.message, "back": _way_back(request)}
    if request.headers.get("HX-Request") == "true":
        return render(request, "errors/part.html", context, status=error.status)
    return render(request, template, context, status=error.status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Unknown page, or an object that is not there for this visitor."""
    del exception
    if wants_json(request):
        return problem(404, "not_found", "没有找到，或您无权查看。")
    return render(request, TEMPLATES[404], {}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The visitor may not do this."""
    del exception
    if wants_json(request):
        return problem(403, "not_permitted", "您没有办理此操作的权限。")
    return render(request, TEMPLATES[403], {}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no browser form of ours makes.

    A page whose session a parallel request has just replaced is asked for once more.
    """
    if isinstance(exception, SessionInterrupted) and request.method == "GET":
        return redirect(request.get_full_path())
    if wants_json(request):
        return problem(400, "bad_request", "请求格式不正确。")
    return render(request, "errors/400.html", {}, status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or the form came from elsewhere; what was typed is kept."""
    del reason
    if wants_json(request):
        return problem(403, "csrf_failed", "页面已过期，请刷新后重试。")
    return render(request, "errors/csrf.html", {"back": _way_back(request)}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault; needs no context and no database.

    A database that is away already for the session fails outside every view, and ends here.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return service_unavailable(request)
    if wants_json(request):
        return problem(500, "server_error", "服务器出现错误，请稍后重试。")
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def service_unavailable(request: HttpRequest) -> HttpResponse:
    """The database is away for a moment; needs no database."""
    response: HttpResponse
    if wants_json(request):
        response = problem(503, "unavailable", "系统暂时繁忙，请稍后重试。")
    else:
        response = HttpResponse(render_to_string("errors/503.html"), status=503)
    response.headers["Retry-After"] = "10"
    return response


def _way_back(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    base = f"{request.scheme}://{request.get_host()}"
    return referer.removeprefix(base) if referer.startswith(f"{base}/") else ""
