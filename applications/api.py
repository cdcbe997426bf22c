"""Matters in the API: the same services and rules as the pages."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import File, Query, Router, Status
from ninja.files import UploadedFile
from ninja.pagination import paginate

from foundation.accounts.acting import Acting
from foundation.accounts.permissions import require_agent_complete
from foundation.core.api.auth import session_auth
from foundation.core.api.pagination import StrictPagination
from foundation.core.api.schemas import Problem
from foundation.core.clock import now, today
from foundation.core.errors import Missing
from foundation.core.http import client_address
from foundation.eforms.validation import clean_answers
from foundation.files.models import StoredFile
from service_catalog.models import ServicePage

from . import services
from .models import Application, ClockEvent, Correction, MatterMessage, Paper, Transition
from .schemas import (
    AnswersIn,
    ApplicationDetail,
    ApplicationFilter,
    ApplicationOut,
    ClockOut,
    CopyIn,
    CorrectionOut,
    FileOut,
    MatterMessageOut,
    NoteIn,
    PaperOut,
    RatingIn,
    SayIn,
    StandingOut,
    StartIn,
    StepOut,
)
from .services.clock import reckon_ledger
from .services.looking_up import Standing

router = Router(auth=session_auth, tags=["applications"])
REFUSALS: dict[int, Any] = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}


def _acting(request: HttpRequest) -> Acting:
    acting: Acting = request.acting  # type: ignore[attr-defined]
    return acting


def _mine(request: HttpRequest, application_id: UUID) -> Application:
    visible = Application.objects.visible_to(_acting(request)).with_parties()
    found = visible.select_related("form_version").filter(uuid=application_id).first()
    if found is None:
        raise Missing("没有找到这件申请，或您无权查看。")
    return found


@router.get(
    "",
    response={200: list[ApplicationOut], 401: Problem, 422: Problem},
    operation_id="list_applications",
    summary="我的申请",
)
@paginate(StrictPagination)
def list_applications(
    request: HttpRequest, wanted: Query[ApplicationFilter]
) -> QuerySet[Application]:
    """Matters of the enterprise acted for, or one's own; newest first."""
    rows = Application.objects.visible_to(_acting(request)).with_parties()
    if wanted.standing:
        rows = {"open": rows.open, "ended": rows.ended, "drafts": rows.drafts}[wanted.standing]()
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    return rows


@router.post(
    "",
    response={201: ApplicationDetail, **REFUSALS},
    operation_id="start_application",
    summary="新建申请草稿",
)
def start_application(request: HttpRequest, body: StartIn) -> Status[Application]:
    """Begin a draft; the same key again returns the same draft."""
    require_agent_complete(_acting(request))
    service = ServicePage.objects.live().public().filter(code=body.service).first()
    if service is None:
        raise Missing("没有这个事项。", field="service")
    draft = services.start(acting=_acting(request), service=service, key=body.key, at=now())
    return Status(201, draft)


@router.get(
    "/{uuid:application_id}",
    response={200: ApplicationDetail, 401: Problem, 404: Problem},
    operation_id="get_application",
    summary="申请详情",
)
def get_application(request: HttpRequest, application_id: UUID) -> Application:
    """One matter with its answers."""
    return _mine(request, application_id)


@router.patch(
    "/{uuid:application_id}",
    response={200: ApplicationDetail, **REFUSALS},
    operation_id="save_application",
    summary="保存草稿",
)
def save_application(request: HttpRequest, application_id: UUID, body: AnswersIn) -> Application:
    """Merge answers into the draft; 409 when somebody saved since `version`."""
    draft = _mine(request, application_id)
    typed = _typed(draft, body.answers)
    return services.save_draft(
        acting=_acting(request), application=draft, answers=typed, version=body.version, at=now()
    )


def _typed(application: Application, answers: dict[str, Any]) -> dict[str, Any]:
    """Answers in one spelling; files come by their own operation."""
    definition = application.form_version.compiled
    unknown = [key for key in answers if key not in definition.inputs]
    if unknown:
        raise Missing(f"申请表中没有这些字段：{'、'.join(unknown)}。", field="answers")
    cleaned = clean_answers(definition, answers)
    return {key: value for key, value in cleaned.items() if not definition.inputs[key].is_file}


@router.delete(
    "/{uuid:application_id}",
    response={204: None, **REFUSALS},
    operation_id="discard_application",
    summary="删除草稿",
)
def discard_application(request: HttpRequest, application_id: UUID) -> Status[None]:
    """Delete a draft with its files."""
    services.discard_draft(acting=_acting(request), application=_mine(request, application_id))
    return Status(204, None)


@router.post(
    "/{uuid:application_id}/submit",
    response={200: ApplicationDetail, **REFUSALS},
    operation_id="submit_application",
    summary="提交申请",
)
def submit_application(request: HttpRequest, application_id: UUID) -> Application:
    """Send the draft; again returns the same matter. 422 names each field at fault."""
    require_agent_complete(_acting(request))
    draft = _mine(request, application_id)
    return services.submit(acting=_acting(request), application=draft, at=now())


def _move(request: HttpRequest, application_id: UUID, name: str, note: str) -> Application:
    return services.move(
        acting=_acting(request),
        application=_mine(request, application_id),
        name=name,
        note=note,
        at=now(),
    )


@router.post(
    "/{uuid:application_id}/withdraw",
    response={200: ApplicationDetail, **REFUSALS},
    operation_id="withdraw_application",
    summary="撤回（受理前）",
)
def withdraw(request: HttpRequest, application_id: UUID, body: NoteIn) -> Application:
    """Withdraw at once, before acceptance."""
    return _move(request, application_id, "withdraw", body.note)


@router.post(
    "/{uuid:application_id}/request-withdrawal",
    response={200: ApplicationDetail, **REFUSALS},
    operation_id="request_withdrawal",
    summary="申请撤回（受理后）",
)
def request_withdrawal(request: HttpRequest, application_id: UUID, body: NoteIn) -> Application:
    """Ask to withdraw after acceptance; staff agree or refuse."""
    return _move(request, application_id, "request_withdrawal", body.note)


@router.get(
    "/{uuid:application_id}/corrections",
    response={200: list[CorrectionOut], 401: Problem, 404: Problem},
    operation_id="list_corrections",
    summary="补正",
)
def list_corrections(request: HttpRequest, application_id: UUID) -> QuerySet[Correction]:
    """Every round: what was to be mended, why, before and after."""
    return _rounds(_mine(request, application_id))


def _rounds(application: Application) -> QuerySet[Correction]:
    rounds = Correction.objects.filter(application=application)
    rounds = rounds.select_related("application__form_version", "application__enterprise")
    return rounds.prefetch_related("items__reason", "items__correction__application__form_version")


@router.patch(
    "/{uuid:application_id}/correction",
    response={200: CorrectionOut, **REFUSALS},
    operation_id="save_correction",
    summary="保存补正内容",
)
def save_correction(request: HttpRequest, application_id: UUID, body: AnswersIn) -> Correction:
    """Keep answers of marked fields beside what was sent; any other field is refused with 409."""
    matter = _mine(request, application_id)
    services.save_correction(
        acting=_acting(request),
        application=matter,
        answers=_typed(matter, body.answers),
        version=body.version,
        at=now(),
    )
    return _rounds(matter).latest("round")


@router.post(
    "/{uuid:application_id}/correction/answer",
    response={200: ApplicationDetail, **REFUSALS},
    operation_id="answer_correction",
    summary="提交补正",
)
def answer_correction(request: HttpRequest, application_id: UUID) -> Application:
    """Send what was mended. 422 names each field at fault."""
    require_agent_complete(_acting(request))
    matter = _mine(request, application_id)
    return services.answer_correction(acting=_acting(request), application=matter, at=now())


@router.get(
    "/{uuid:application_id}/timeline",
    response={200: list[StepOut], 401: Problem, 404: Problem},
    operation_id="get_timeline",
    summary="办理过程",
)
def get_timeline(request: HttpRequest, application_id: UUID) -> QuerySet[Transition]:
    """Every step so far, oldest first."""
    return Transition.objects.of(_mine(request, application_id))


@router.get(
    "/{uuid:application_id}/clock",
    response={200: ClockOut, 401: Problem, 404: Problem},
    operation_id="get_clock",
    summary="办理时限",
)
def get_clock(request: HttpRequest, application_id: UUID) -> ClockOut:
    """The working days used and left, the due day, and why days did not count."""
    matter = _mine(request, application_id)
    events = list(ClockEvent.objects.of(matter))
    return ClockOut.of(reckon_ledger(events, on=today()), events)


@router.post(
    "/{uuid:application_id}/files",
    response={201: FileOut, **REFUSALS},
    operation_id="attach_file",
    summary="上传材料",
)
def attach_file(
    request: HttpRequest, application_id: UUID, field: Query[str], file: File[UploadedFile]
) -> Status[StoredFile]:
    """Store a file in an upload field of the draft."""
    stored = services.attach_file(
        acting=_acting(request),
        application=_mine(request, application_id),
        key=field,
        upload=file,
        at=now(),
    )
    return Status(201, stored)


@router.delete(
    "/{uuid:application_id}/files/{uuid:file_id}",
    response={204: None, **REFUSALS},
    operation_id="remove_file",
    summary="移除材料",
)
def remove_file(
    request: HttpRequest, application_id: UUID, file_id: UUID, field: Query[str]
) -> Status[None]:
    """Take a file out of an upload field of the draft."""
    services.remove_file(
        acting=_acting(request),
        application=_mine(request, application_id),
        key=field,
        file=file_id,
        at=now(),
    )
    return Status(204, None)


@router.get(
    "/{uuid:application_id}/papers",
    response={200: list[PaperOut], 401: Problem, 404: Problem},
    operation_id="list_papers",
    summary="文书",
)
def list_papers(request: HttpRequest, application_id: UUID) -> QuerySet[Paper]:
    """The notices of a matter, oldest first."""
    return _mine(request, application_id).papers.select_related("application")


@router.get(
    "/{uuid:application_id}/messages",
    response={200: list[MatterMessageOut], 401: Problem, 404: Problem},
    operation_id="list_matter_messages",
    summary="办件消息",
)
def list_matter_messages(request: HttpRequest, application_id: UUID) -> QuerySet[MatterMessage]:
    """What applicant and authority said to each other, oldest first."""
    return _mine(request, application_id).messages.all()


@router.post(
    "/{uuid:application_id}/messages",
    response={201: MatterMessageOut, **REFUSALS},
    operation_id="say",
    summary="给药监局留言",
)
def say(request: HttpRequest, application_id: UUID, body: SayIn) -> Status[MatterMessage]:
    """Write in the thread; files are sent on the page of the matter."""
    message = services.post_message(
        acting=_acting(request),
        application=_mine(request, application_id),
        text=body.text,
        at=now(),
    )
    return Status(201, message)


@router.post(
    "/{uuid:application_id}/rating",
    response={204: None, **REFUSALS},
    operation_id="rate_application",
    summary="评价（好差评）",
)
def rate(request: HttpRequest, application_id: UUID, body: RatingIn) -> Status[None]:
    """Rate a matter that has ended, once."""
    levels = body.model_dump(exclude={"words"})
    services.rate(
        acting=_acting(request),
        application=_mine(request, application_id),
        stars=levels,
        words=body.words,
        at=now(),
    )
    return Status(204, None)


@router.post(
    "/{uuid:application_id}/copy",
    response={201: ApplicationDetail, **REFUSALS},
    operation_id="copy_application",
    summary="复制为新草稿",
)
def copy(request: HttpRequest, application_id: UUID, body: CopyIn) -> Status[Application]:
    """The answers that fit the form in force as a new draft; the same key, the same draft."""
    require_agent_complete(_acting(request))
    old = _mine(request, application_id)
    draft = services.copy_as_draft(acting=_acting(request), application=old, key=body.key, at=now())
    return Status(201, draft)


lookup_router = Router(tags=["applications"])


@lookup_router.get(
    "",
    response={200: StandingOut, 404: Problem, 422: Problem, 429: Problem},
    operation_id="look_up",
    summary="凭核对码查询进度（无需登录）",
)
def look_up(request: HttpRequest, code: str) -> Standing:
    """How a matter stands, masked; every wrong code gets the same answer."""
    found = services.look_up(code=code, address=client_address(request), at=now())
    if found is None:
        raise Missing("没有查到，请核对核对码。")
    return found
