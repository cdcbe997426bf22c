"""Keeping favourites, and publishing the form of a service."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _
from wagtail.models import Revision

from foundation.accounts.acting import Acting
from foundation.accounts.permissions import require_sign_in
from foundation.core.errors import Missing
from foundation.eforms import exchange, services as eforms
from foundation.eforms.blocks import definition_of
from foundation.eforms.definition import Definition
from foundation.eforms.models import FormVersion

from .models import Favourite, ServicePage


def keep(*, acting: Acting, service: ServicePage, at: datetime) -> Favourite:
    """Keep a service at hand; keeping it twice is keeping it once.

    Raises:
        SignInRequired: nobody is signed in.
    """
    require_sign_in(acting)
    mine = Favourite.objects.visible_to(acting)
    first = mine.aggregate(first=Min("position"))["first"] or 0
    favourite, _created = Favourite.objects.get_or_create(
        user=acting.user, service=service, defaults={"created_at": at, "position": first - 1}
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


@transaction.atomic
def arrange(*, acting: Acting, codes: Sequence[str]) -> None:
    """Put one's favourites into the order of these codes; what is not named follows as it stood.

    Raises:
        SignInRequired: nobody is signed in.
    """
    require_sign_in(acting)
    mine = Favourite.objects.visible_to(acting).select_for_update(of=("self",))
    standing = list(mine.select_related("service"))
    unique = dict.fromkeys(code.upper() for code in codes)
    wanted = {code: number for number, code in enumerate(unique)}
    standing.sort(key=lambda each: wanted.get(each.service.code.upper(), len(wanted)))
    for number, favourite in enumerate(standing, start=1):
        favourite.position = number
    Favourite.objects.bulk_update(standing, ["position"])


@transaction.atomic
def shift(*, acting: Acting, code: str, steps: int) -> None:
    """Move one favourite so many places down, or up with a negative number.

    Raises:
        SignInRequired: nobody is signed in.
        Missing: it is not kept.
    """
    require_sign_in(acting)
    mine = Favourite.objects.visible_to(acting).with_services()
    codes = [each.service.code.upper() for each in mine]
    if code.upper() not in codes:
        raise Missing(_("这个事项不在您的收藏里。"))
    place = codes.index(code.upper())
    codes.insert(max(0, place + steps), codes.pop(place))
    arrange(acting=acting, codes=codes)


def publish_guide_form(*, service: ServicePage, at: datetime) -> FormVersion | None:
    """Put the form of a published service in force for new applications; none if it has none.

    Raises:
        FormInvalid: the form contradicts itself.
    """
    if not bool(service.form):
        return None
    return eforms.publish_form(series=service.form_series, value=service.form, at=at)


def losses_of(service: ServicePage) -> list[str]:
    """What those who are filling in the form in force would lose by this form, in sentences."""
    latest = eforms.latest(service.form_series)
    if latest is None:
        return []
    return exchange.warnings_between(latest.compiled, definition_of(service.form))


@transaction.atomic
def publish_draft(*, service: ServicePage, user: Any) -> None:
    """Publish the newest draft of a service, its losses being known.

    Raises:
        FormInvalid: the form contradicts itself.
        ValidationError: the draft is not finished.
    """
    eforms.compile_form(service.form)
    service.full_clean()
    service.get_latest_revision().publish(user=user)


@transaction.atomic
def save_form_draft(*, service: ServicePage, definition: Definition, user: Any) -> Revision:
    """Put a form into the draft of a service; what is published stays as it is."""
    rows = json.dumps(eforms.form_rows(definition), ensure_ascii=False)
    setattr(service, "form", rows)  # noqa: B010 (the field reads text and keeps blocks)
    revision: Revision = service.save_revision(user=user, log_action=True)
    return revision
