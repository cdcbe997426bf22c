"""A published service puts its form in force; a moved one takes the kind of its new place."""

from typing import Any

from django.core.cache import cache
from wagtail.signals import page_published, page_unpublished, post_page_move

from foundation.core.clock import now

from .models import ServicePage
from .models.listing import GROUPS_KEY
from .services import publish_guide_form


def publish_form_of_page(*, instance: ServicePage, **_signal: Any) -> None:
    """Compile the form of the page that was published."""
    publish_guide_form(service=instance, at=now())


def retake_kind(*, instance: Any, **_signal: Any) -> None:
    """Follow the page above."""
    service = instance.specific
    if isinstance(service, ServicePage):
        service.take_kind()
        service.save(update_fields=["kind", "kind_order"])


def forget_counts(**_signal: Any) -> None:
    """Let the next list count anew."""
    cache.delete(GROUPS_KEY)


def connect() -> None:
    """Listen to Wagtail's signals of publication and of moving."""
    page_published.connect(
        publish_form_of_page, sender=ServicePage, dispatch_uid="service_catalog.publish_form"
    )
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(forget_counts, dispatch_uid="service_catalog.forget_counts")
    post_page_move.connect(retake_kind, dispatch_uid="service_catalog.retake_kind")
