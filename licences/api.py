"""Licences of the enterprise acted for."""

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router
from ninja.pagination import paginate

from foundation.accounts.acting import Acting
from foundation.core.api.auth import session_auth
from foundation.core.api.pagination import StrictPagination
from foundation.core.api.schemas import Problem
from foundation.core.errors import Missing

from .models import Licence
from .schemas import LicenceOut

router = Router(auth=session_auth, tags=["enterprise"])


@router.get(
    "/licences",
    response={200: list[LicenceOut], 401: Problem, 404: Problem, 422: Problem},
    operation_id="list_licences",
    summary="本企业电子证照",
)
@paginate(StrictPagination)
def list_licences(request: HttpRequest) -> QuerySet[Licence]:
    """What the enterprise holds; what ends first stands first."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    if not acting.is_legal:
        raise Missing("当前不是以企业身份登录。")
    return Licence.objects.visible_to(acting).by_urgency()
