"""The catalogue in the API: the same services, filters and favourites as the pages."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status
from ninja.pagination import paginate

from foundation.accounts.acting import Acting
from foundation.core.api.auth import session_auth
from foundation.core.api.pagination import StrictPagination
from foundation.core.api.schemas import Problem
from foundation.core.clock import now
from foundation.core.errors import Missing
from foundation.eforms import services as eforms
from foundation.eforms.schemas import FormOut

from . import services
from .models import Favourite, Listing, ServiceFilter, ServicePage
from .schemas import FavouriteOrderIn, FavouriteOut, ServiceDetail, ServiceFilterIn, ServiceRow

router = Router(tags=["services"])
favourites_router = Router(auth=session_auth, tags=["favourites"])


def _acting(request: HttpRequest) -> Acting:
    acting: Acting = request.acting  # type: ignore[attr-defined]
    return acting


def _service(request: HttpRequest, code: str) -> ServicePage:
    visible = ServicePage.objects.visible_to(_acting(request))
    found: ServicePage | None = visible.select_related("sector").filter(code__iexact=code).first()
    if found is None:
        raise Missing("没有这个事项，请核对事项代码。", field="code")
    return found


@router.get(
    "",
    response={200: list[ServiceRow], 422: Problem},
    operation_id="list_services",
    summary="事项清单",
    auth=None,
)
@paginate(StrictPagination)
def list_services(request: HttpRequest, wanted: Query[ServiceFilterIn]) -> Any:
    """Published services, filtered and sorted as the page does; with words, the best match first."""
    acting = _acting(request)
    asked = ServiceFilter.from_query(wanted.as_query())
    return Listing(ServicePage.objects.visible_to(acting), asked, acting).rows


@router.get(
    "/{slug:code}",
    response={200: ServiceDetail, 404: Problem},
    operation_id="get_service",
    summary="办事指南",
    auth=None,
)
def get_service(request: HttpRequest, code: str) -> ServicePage:
    """The guide of one service."""
    return _service(request, code)


@router.get(
    "/{slug:code}/form",
    response={200: FormOut, 404: Problem},
    operation_id="get_service_form",
    summary="现行申请表",
    auth=None,
)
def get_service_form(request: HttpRequest, code: str) -> FormOut:
    """The form in force: JSON Schema of the answers, and its layout."""
    version = eforms.latest(_service(request, code).form_series)
    if version is None:
        raise Missing("该事项没有在线申请表。", field="code")
    return FormOut.of(version)


@favourites_router.get(
    "",
    response={200: list[FavouriteOut], 401: Problem},
    operation_id="list_favourites",
    summary="我的收藏",
)
@paginate(StrictPagination)
def list_favourites(request: HttpRequest) -> list[dict[str, str]]:
    """What the person keeps, in the order that the person chose; new ones first."""
    kept = Favourite.objects.visible_to(_acting(request)).with_services()
    return [_favourite(each.service) for each in kept]


@favourites_router.put(
    "",
    response={200: list[FavouriteOut], 401: Problem, 422: Problem},
    operation_id="order_favourites",
    summary="排列收藏",
)
def order_favourites(request: HttpRequest, wanted: FavouriteOrderIn) -> list[dict[str, str]]:
    """Arrange what the person keeps; codes that are not named follow, unknown ones are passed over."""
    services.arrange(acting=_acting(request), codes=wanted.codes)
    kept = Favourite.objects.visible_to(_acting(request)).with_services()
    return [_favourite(each.service) for each in kept]


@favourites_router.put(
    "/{slug:code}",
    response={200: FavouriteOut, 401: Problem, 404: Problem},
    operation_id="keep_favourite",
    summary="收藏事项",
)
def keep_favourite(request: HttpRequest, code: str) -> dict[str, str]:
    """Keep a service; again changes nothing."""
    service = _service(request, code)
    services.keep(acting=_acting(request), service=service, at=now())
    return _favourite(service)


@favourites_router.delete(
    "/{slug:code}",
    response={204: None, 401: Problem, 404: Problem},
    operation_id="drop_favourite",
    summary="取消收藏",
)
def drop_favourite(request: HttpRequest, code: str) -> Status[None]:
    """Keep a service no longer; again changes nothing."""
    services.let_go(acting=_acting(request), service=_service(request, code))
    return Status(204, None)


def _favourite(service: ServicePage) -> dict[str, str]:
    return {
        "code": service.code,
        "title": service.title,
        "kind": service.kind,
        "url": service.path_of_guide,
    }
