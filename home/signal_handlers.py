"""When pages come and go, the frame of every page is made anew."""

from typing import Any

from django.core.cache import cache
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .models.settings import FRAME_KEY

WATCHED = (page_published, page_unpublished, page_slug_changed, post_page_move)


def forget_frame(**_signal: Any) -> None:
    """Let the next request make the frame anew."""
    cache.delete(FRAME_KEY)


def connect() -> None:
    """Listen to Wagtail's own signals of publication."""
    for signal in WATCHED:
        signal.connect(forget_frame, dispatch_uid="home.forget_frame")
