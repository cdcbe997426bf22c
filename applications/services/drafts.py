"""Beginning, saving and discarding a draft; nothing typed is lost, nothing newer overwritten."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from applications.enums import State
from applications.errors import (
    DraftChanged,
    KeyTaken,
    MoveNotAllowed,
    MoveNotOpen,
    NotOffered,
    ServiceClosed,
)
from applications.models import Application
from applications.permissions import may_fill, may_start
from foundation.accounts.acting import Acting
from foundation.accounts.enums import LoginKind
from foundation.core.clock import local_date
from foundation.eforms import services as eforms
from foundation.eforms.enums import FieldKind
from foundation.files import services as files
from foundation.files.models import StoredFile
from service_catalog.models import ServicePage

from .surroundings import around, known_facts

# Under these keys forms ask for the product: picked, or typed where it is not registered.
PICKED_KEY, PRODUCT_KEY = "product", "product_name"
PRODUCT_LENGTH = 200


def start(*, acting: Acting, service: ServicePage, key: UUID, at: datetime) -> Application:
    """Begin a draft for `service`; the same key twice gives the same draft.

    Raises:
        MoveNotAllowed: the visitor may not fill in for this enterprise.
        KeyTaken: the key began another matter.
        NotOffered: handled elsewhere, without a form, or not for this kind of applicant.
        ServiceClosed: outside of the times at which it is open.
    """
    if acting.user is None or not may_start(acting):
        raise MoveNotAllowed(_("您的账号只有查看权限，请联系企业管理员开通填报权限。"))
    _require_offered(acting, service)
    require_open(service, at=at)
    version = eforms.latest(f"service:{service.translation_key}")
    if version is None:
        raise NotOffered(_("该事项的申请表正在准备中，请稍后再来，或拨打服务热线咨询。"))
    try:
        with transaction.atomic():
            draft = Application.objects.create(
                start_key=key,
                service=service,
                kind=service.kind,
                sector=service.sector_key,
                service_code=service.code,
                service_title=service.title,
                form_version=version,
                enterprise_id=acting.enterprise_id,
                applicant=acting.user,
                answers=eforms.prefilled(version.compiled, known_facts(acting)),
                legal_days=service.legal_days,
                promised_days=service.promised_days or service.legal_days,
                department=service.department,
                created_at=at,
                saved_at=at,
                saved_by=acting.user,
            )
            _take_product_name(draft, at=at)
            return draft
    except IntegrityError as error:
        return _begun_before(acting, service, key, error)


def _begun_before(
    acting: Acting, service: ServicePage, key: UUID, error: IntegrityError
) -> Application:
    mine = Application.objects.visible_to(acting).filter(service_code=service.code)
    draft = mine.filter(start_key=key).first()
    if draft is None:
        raise KeyTaken(_("这个页面已经用过，请重新打开事项页面再新建申请。")) from error
    return draft


def _require_offered(acting: Acting, service: ServicePage) -> None:
    if service.external_url:
        raise NotOffered(_("该事项由其他部门办理，请前往办理网址。"))
    if service.audience == LoginKind.LEGAL and not acting.is_legal:
        raise NotOffered(_("该事项面向企业办理，请使用法人身份登录后再申请。"))
    if service.audience == LoginKind.NATURAL and not acting.is_natural:
        raise NotOffered(_("该事项面向个人办理，请使用自然人身份登录后再申请。"))


def require_open(service: ServicePage, *, at: datetime) -> None:
    """Refuse what is open at certain times only, outside of them.

    Raises:
        ServiceClosed: not now; the message names the next opening.
    """
    opening = service.opening_on(local_date(at))
    if opening is not None and not opening.is_open:
        message = _("该事项现在不在办理时间内。%(next)s")
        raise ServiceClosed(message % {"next": opening.sentence})


def product_name_of(draft: Application, *, at: datetime) -> str:
    """The answer that lists filter by; never a personal number, for that column is clear text."""
    name = _picked_name(draft, at=at)
    field = draft.form_version.compiled.inputs.get(PRODUCT_KEY)
    if not name and field is not None and not field.is_personal:
        name = str(draft.answers.get(PRODUCT_KEY, ""))
    return name[:PRODUCT_LENGTH]


def _picked_name(draft: Application, *, at: datetime) -> str:
    """What the picked product is called; a draft holds only its number."""
    field = draft.form_version.compiled.inputs.get(PICKED_KEY)
    chosen = draft.answers.get(PICKED_KEY)
    if field is None or field.kind != FieldKind.PRODUCT or not chosen:
        return ""
    offered = around(draft, at=at).offered(field)
    known = {pick.id: pick.label for pick in offered}
    return known.get(str(chosen.get("id")), str(chosen.get("label", "")))


def _take_product_name(draft: Application, *, at: datetime) -> None:
    name = product_name_of(draft, at=at)
    Application.objects.filter(pk=draft.pk).update(product_name=name)
    draft.product_name = name


def save_draft(
    *,
    acting: Acting,
    application: Application,
    answers: dict[str, Any],
    version: int,
    at: datetime,
) -> Application:
    """Merge cleaned `answers` into the draft that was read at `version`.

    Raises:
        MoveNotAllowed: no right to fill in.
        MoveNotOpen: the draft was submitted meanwhile.
        DraftChanged: somebody saved since; nothing is overwritten.
    """
    if not may_fill(acting, application):
        raise MoveNotAllowed(_("您没有填写这份申请的权限。"))
    with transaction.atomic():
        locked = Application.objects.select_for_update().get(pk=application.pk)
        if not locked.is_draft:
            raise MoveNotOpen(_("这份申请已经提交，不能再修改。"))
        if locked.version != version:
            raise DraftChanged(_("这份草稿刚刚在另一个窗口或由同事保存过。"))
        locked.answers = {**locked.answers, **answers}
        locked.product_name = product_name_of(locked, at=at)
        locked.saved_at, locked.saved_by = at, acting.user
        locked.version += 1
        locked.save(update_fields=["answers", "product_name", "saved_at", "saved_by", "version"])
    return locked


@transaction.atomic
def discard_draft(*, acting: Acting, application: Application) -> None:
    """Delete a draft and its files.

    Raises:
        MoveNotAllowed: no right to fill in.
        MoveNotOpen: it was submitted meanwhile.
    """
    if not may_fill(acting, application):
        raise MoveNotAllowed(_("您没有删除这份草稿的权限。"))
    deleted, _rows = Application.objects.filter(pk=application.pk, state=State.DRAFT).delete()
    if not deleted:
        raise MoveNotOpen(_("这份申请已经提交，不能删除；如需终止，请使用撤回。"))
    for stored in StoredFile.objects.attached_to(str(application.uuid)):
        files.expire(stored_file=stored)
