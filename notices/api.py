"""Notices in the API: the same list and filters as the pages."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from ninja.pagination import paginate

from foundation.accounts.acting import Acting
from foundation.core.api.pagination import StrictPagination
from foundation.core.api.schemas import Problem
from foundation.core.errors import Missing
from foundation.fulltext.services import find

from .models import NoticeFilter, NoticePage
from .schemas import NoticeDetail, NoticeFilterIn, NoticeRow

router = Router(tags=["notices"])


def _visible(request: HttpRequest) -> Any:
    acting: Acting = request.acting  # type: ignore[attr-defined]
    return NoticePage.objects.visible_to(acting).select_related("sector")


@router.get(
    "",
    response={200: list[NoticeRow], 422: Problem},
    operation_id="list_notices",
    summary="通知公告",
    auth=None,
)
@paginate(StrictPagination)
def list_notices(request: HttpRequest, wanted: Query[NoticeFilterIn]) -> Any:
    """The latest first; with words, the best match first."""
    narrowing = NoticeFilter(
        sector=wanted.sector,
        validity=wanted.validity,
        year=wanted.year,
        first=wanted.published_from,
        last=wanted.published_to,
    )
    found = narrowing.narrow(_visible(request).in_category_of(wanted.category))
    if not wanted.q:
        return found.for_lists().newest_first()
    findings = find(found, wanted.q, limit=1000)
    return findings.arrange(found.for_lists().filter(pk__in=findings.pks))


@router.get(
    "/{slug:slug}",
    response={200: NoticeDetail, 404: Problem},
    operation_id="get_notice",
    summary="通知详情",
    auth=None,
)
def get_notice(request: HttpRequest, slug: str) -> NoticePage:
    """One notice."""
    found: NoticePage | None = _visible(request).filter(slug=slug).order_by("-published_on").first()
    if found is None:
        raise Missing("没有这篇通知，可能已经撤下。", field="slug")
    return found
