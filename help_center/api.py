"""The help centre in the API. Mounted under three names: faqs, manuals, hotlines."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from ninja.pagination import paginate

from foundation.accounts.acting import Acting
from foundation.core.api.pagination import StrictPagination
from foundation.core.api.schemas import Problem
from foundation.fulltext.services import find

from .models import FaqPage, Hotline, ManualPage
from .schemas import (
    FaqFilterIn,
    FaqOut,
    HotlineFilterIn,
    HotlineOut,
    ManualFilterIn,
    ManualOut,
)

router = Router(tags=["help"])


def _acting(request: HttpRequest) -> Acting:
    acting: Acting = request.acting  # type: ignore[attr-defined]
    return acting


@router.get(
    "/faqs",
    response={200: list[FaqOut], 422: Problem},
    operation_id="list_faqs",
    summary="常见问题",
    auth=None,
)
@paginate(StrictPagination)
def list_faqs(request: HttpRequest, wanted: Query[FaqFilterIn]) -> Any:
    """In the order of the editors; with words, the best match first."""
    found = FaqPage.objects.visible_to(_acting(request)).in_order()
    if wanted.topic:
        found = found.filter(topic__key=wanted.topic)
    if not wanted.q:
        return found
    findings = find(found, wanted.q)
    return findings.arrange(found.filter(pk__in=findings.pks))


@router.get(
    "/manuals",
    response={200: list[ManualOut], 422: Problem},
    operation_id="list_manuals",
    summary="资料下载",
    auth=None,
)
@paginate(StrictPagination)
def list_manuals(request: HttpRequest, wanted: Query[ManualFilterIn]) -> Any:
    """The latest version first."""
    found = ManualPage.objects.visible_to(_acting(request)).newest_first()
    return found.filter(kind=wanted.kind) if wanted.kind else found


@router.get(
    "/hotlines",
    response={200: list[HotlineOut], 422: Problem},
    operation_id="list_hotlines",
    summary="服务热线",
    auth=None,
)
@paginate(StrictPagination)
def list_hotlines(request: HttpRequest, wanted: Query[HotlineFilterIn]) -> Any:
    """In the order of the editors."""
    del request
    lines = Hotline.objects.all()
    return lines.filter(purpose=wanted.purpose) if wanted.purpose else lines
