"""The frame of every page: names, navigation, floating help."""

from typing import Any

from django.http import HttpRequest


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """What head and foot of every page show."""
    del request
    return {}
