"""When pages come and go, what is kept of them for a while is made anew."""

from typing import Any

from django.core.cache import cache
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .models.front import TOTAL_KEY
from .models.settings import FRAME_KEY

WATCHED = (page_published, page_unpublished, page_slug_changed, post_page_move)


def forget_frame(**_signal: Any) -> None:
    """Let the next request make the frame, and count the notices, anew."""
    cache.delete_many([FRAME_KEY, TOTAL_KEY])


def connect() -> None:
    """Listen to Wagtail's own signals of publication."""
    for signal in WATCHED:
        signal.connect(forget_frame, dispatch_uid="home.forget_frame")
