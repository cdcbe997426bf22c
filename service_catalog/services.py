"""Keeping favourites, and publishing the form of a service."""

from datetime import datetime

from foundation.accounts.acting import Acting
from foundation.accounts.permissions import require_sign_in
from foundation.eforms import services as eforms
from foundation.eforms.models import FormVersion

from .models import Favourite, ServicePage


def keep(*, acting: Acting, service: ServicePage, at: datetime) -> Favourite:
    """Keep a service at hand; keeping it twice is keeping it once.

    Raises:
        SignInRequired: nobody is signed in.
    """
    require_sign_in(acting)
    favourite, _made = Favourite.objects.get_or_create(
        user=acting.user, service=service, defaults={"created_at": at}
    )
    return favourite


def let_go(*, acting: Acting, service: ServicePage) -> None:
    """Keep a service no longer.

    Raises:
        SignInRequired: nobody is signed in.
    """
    require_sign_in(acting)
    Favourite.objects.visible_to(acting).filter(service=service).delete()


def toggle(*, acting: Acting, service: ServicePage, at: datetime) -> bool:
    """Keep a service, or no longer; tells which."""
    require_sign_in(acting)
    if Favourite.objects.visible_to(acting).filter(service=service).exists():
        let_go(acting=acting, service=service)
        return False
    keep(acting=acting, service=service, at=at)
    return True


def publish_guide_form(*, service: ServicePage, at: datetime) -> FormVersion | None:
    """Put the form of a published service in force for new applications; none if it has none.

    Raises:
        FormInvalid: the form contradicts itself.
    """
    if not bool(service.form):
        return None
    return eforms.publish_form(series=service.form_series, value=service.form, at=at)
