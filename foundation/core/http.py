"""What views share: the request as it is here, whole page or named part, safe ways back."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


PAGE_SIZES = (10, 20, 50)


class PortalRequest(HttpRequest):
    """A request that passed our middleware."""

    htmx: "HtmxDetails"
    acting: Any


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the whole page, or for htmx its named part; both are the same truth."""
    wants_part = bool(part and request.headers.get("HX-Request") == "true")
    if request.headers.get("HX-Boosted") == "true" or (
        request.headers.get("HX-History-Restore-Request") == "true"
    ):
        wants_part = False
    name = f"{template}#{part}" if wants_part else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def local_path(request: HttpRequest, target: str | None, *, default: str = "/") -> str:
    """`target` if it is a path on this host, else `default`.

    A disguise (scheme, backslash, control character, second slash) counts as foreign.
    """
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return default
    if any(ord(character) < ord(" ") or character == "\\" for character in target):
        return default
    allowed = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if allowed else default


def client_address(request: HttpRequest) -> str:
    """The peer's address as the server saw it; forwarded headers are the proxy's business."""
    return str(request.META.get("REMOTE_ADDR", ""))


def wants_json(request: HttpRequest) -> bool:
    """Whether the answer belongs to a program and not to a person."""
    return request.path.startswith("/api/")


def page_size(request: HttpRequest) -> int:
    """Rows a page: the smallest unless one of the offered sizes is asked for."""
    wanted = request.GET.get("size", "")
    return int(wanted) if wanted in map(str, PAGE_SIZES) else PAGE_SIZES[0]
