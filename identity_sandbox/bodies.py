"""How much one request may bring: said on the view, held before anything reads the body."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = TypeVar("View", bound=Callable[..., Any])
DEFAULT_BYTES = 128 * 1024
ATTRIBUTE = "largest_body_bytes"


def body_up_to(size_bytes: int) -> Callable[[View], View]:
    """Let a view take a body of this size."""

    def marked(view: View) -> View:
        setattr(view, ATTRIBUTE, size_bytes)
        return view

    return marked


class BodyLimitMiddleware:
    """Answer 413 to a body that is announced larger than the view takes.

    It stands before the CSRF check, which is the first to read a posted form. Django reads no
    more than ``Content-Length`` says, so a body cannot be larger than it announced.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the limit is known once the view is."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Refuse before the body is read."""
        try:
            announced = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            announced = 0
        if announced <= getattr(view, ATTRIBUTE, DEFAULT_BYTES):
            return None
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return render(request, "identity_sandbox/too_large.html", status=status)
