"""The side navigation of every page under /space/, made only when a page shows it."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .presentation import space_groups


def space_frame(request: HttpRequest) -> dict[str, Any]:
    """`space_nav` for the workspace layout."""
    if not request.path.startswith("/space/"):
        return {}
    return {"space_nav": SimpleLazyObject(lambda: space_groups(request))}
