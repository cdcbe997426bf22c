"""People and documents of the enterprise acted for."""

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router
from ninja.pagination import paginate

from foundation.accounts.acting import Acting
from foundation.core.api.auth import session_auth
from foundation.core.api.pagination import StrictPagination
from foundation.core.api.schemas import Problem
from foundation.core.clock import today
from foundation.core.errors import Missing

from .models import StaffMember, StoredDocument
from .schemas import DocumentOut, StaffMemberOut

router = Router(auth=session_auth, tags=["enterprise"])


def _acting(request: HttpRequest) -> Acting:
    acting: Acting = request.acting  # type: ignore[attr-defined]
    if not acting.is_legal:
        raise Missing("当前不是以企业身份登录。")
    return acting


@router.get(
    "/staff",
    response={200: list[StaffMemberOut], 401: Problem, 404: Problem, 422: Problem},
    operation_id="list_staff",
    summary="本企业人员与证书",
)
@paginate(StrictPagination)
def list_staff(request: HttpRequest) -> QuerySet[StaffMember]:
    """Those who work for the enterprise today, with their certificates."""
    people = StaffMember.objects.visible_to(_acting(request))
    return people.employed(today()).with_certificates()


@router.get(
    "/documents",
    response={200: list[DocumentOut], 401: Problem, 404: Problem, 422: Problem},
    operation_id="list_documents",
    summary="本企业文档",
)
@paginate(StrictPagination)
def list_documents(request: HttpRequest) -> QuerySet[StoredDocument]:
    """What the enterprise keeps, the trash included."""
    return StoredDocument.objects.visible_to(_acting(request)).with_files()
