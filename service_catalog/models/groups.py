"""Which services take a group of fields in their forms, and which still ask in its old words."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse

from foundation.eforms.blocks import definition_of, groups_taken, problems_of
from foundation.eforms.models import FieldGroup, FormVersion, GroupUse

from .pages import ServicePage

MARK = '"reuse"'


def uses_of(group: FieldGroup) -> Iterator[GroupUse]:
    """The services whose published or drafted form takes this group, by their codes."""
    maybe = Q(form__icontains=MARK) | Q(latest_revision__content__form__icontains=MARK)
    services = ServicePage.objects.filter(maybe).select_related("latest_revision")
    for service in services.order_by("code"):
        is_published = service.live and group.pk in groups_taken(service.form.raw_data)
        if is_published or group.pk in groups_taken(_drafted(service)):
            yield _use(service, is_published=is_published)


def _drafted(service: ServicePage) -> list[dict[str, Any]]:
    """The rows of the form in the newest draft; of the page itself where it has none."""
    draft = service.latest_revision
    rows: list[dict[str, Any]]
    rows = json.loads(draft.content["form"]) if draft else list(service.form.raw_data)
    return rows


def _use(service: ServicePage, *, is_published: bool) -> GroupUse:
    title = f"{service.code} {service.title}"
    url = reverse("wagtailadmin_pages:edit", args=[service.pk])
    if not is_published:
        return GroupUse(title=title, url=url)
    latest, now = FormVersion.objects.newest(service.form_series), definition_of(service.form)
    return GroupUse(
        title=title,
        url=url,
        is_published=True,
        is_outdated=latest is None or latest.digest != now.digest,
        problems=tuple(problems_of(now)),
    )
