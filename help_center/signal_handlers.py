"""A published manual knows the fingerprint of its file."""

from typing import Any

from wagtail.signals import page_published

from .models import ManualPage
from .services import take_fingerprint


def fingerprint_of_page(*, instance: ManualPage, **_signal: Any) -> None:
    """Take the fingerprint of the file that was published."""
    take_fingerprint(manual=instance)


def connect() -> None:
    """Listen to Wagtail's signal of publication."""
    page_published.connect(
        fingerprint_of_page, sender=ManualPage, dispatch_uid="help_center.take_fingerprint"
    )
