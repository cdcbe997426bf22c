"""My space in the API: who I am, the tabs with their counts, messages, the enterprise."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Status
from ninja.pagination import paginate

from enterprises.models import Enterprise
from foundation.accounts.acting import Acting
from foundation.core.api.auth import session_auth
from foundation.core.api.pagination import StrictPagination
from foundation.core.api.schemas import Problem
from foundation.core.clock import now
from foundation.core.errors import Missing
from foundation.notifications import services as notifications
from foundation.notifications.models import Message

from .presentation import record_kinds
from .schemas import EnterpriseOut, MeOut, MessageOut, RecordTab

router = Router(auth=session_auth, tags=["workspace"])


def _acting(request: HttpRequest) -> Acting:
    acting: Acting = request.acting  # type: ignore[attr-defined]
    return acting


@router.get("/me", response={200: MeOut, 401: Problem}, operation_id="get_me", summary="当前身份")
def get_me(request: HttpRequest) -> dict[str, Any]:
    """Who is signed in, for whom, with which rights."""
    acting = _acting(request)
    return {
        "name": acting.name,
        "login_kind": acting.login_kind,
        "enterprise": acting.enterprise_name,
        "rights": sorted(acting.rights),
    }


@router.get(
    "/records",
    response={200: list[RecordTab], 401: Problem},
    operation_id="list_record_tabs",
    summary="办理记录各类件数",
)
def list_record_tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """The tabs of 办理记录 with their counts."""
    return [
        {"kind": kind, "label": label, "count": number}
        for kind, label, number in record_kinds(_acting(request))
    ]


@router.get(
    "/messages",
    response={200: list[MessageOut], 401: Problem},
    operation_id="list_messages",
    summary="消息",
)
@paginate(StrictPagination)
def list_messages(request: HttpRequest) -> QuerySet[Message]:
    """Messages, newest first."""
    return Message.objects.visible_to(_acting(request))


@router.post(
    "/messages/{uuid:message_id}/read",
    response={204: None, 401: Problem, 403: Problem, 404: Problem},
    operation_id="read_message",
    summary="标为已读",
)
def read_message(request: HttpRequest, message_id: UUID) -> Status[None]:
    """Mark a message as read."""
    notifications.mark_read(acting=_acting(request), message_uuid=message_id, at=now())
    return Status(204, None)


@router.get(
    "/enterprise",
    response={200: EnterpriseOut, 401: Problem, 404: Problem},
    operation_id="get_enterprise",
    summary="主体信息",
)
def get_enterprise(request: HttpRequest) -> Enterprise:
    """The enterprise acted for."""
    firm = Enterprise.objects.visible_to(_acting(request)).first()
    if firm is None or not _acting(request).is_legal:
        raise Missing("当前不是以企业身份登录。")
    return firm
