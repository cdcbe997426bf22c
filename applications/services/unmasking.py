"""One personal number in full, for one view: who asked, and why, stays on record; the number not."""

import re
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import UnmaskReason
from applications.errors import UnmaskedTooOften, UnmaskNotAllowed, UnmaskReasonRequired
from applications.models import Application
from applications.permissions import may_unmask
from foundation.accounts.acting import Acting
from foundation.audit import services as audit
from foundation.audit.models import AuditRecord
from foundation.core.errors import Missing
from foundation.core.validators import storable
from foundation.eforms.definition import Field

ACTION = "application.unmask"
NOTE_LENGTH = 200
MOST_AN_HOUR = 30
HOUR = timedelta(hours=1)
BESIDE_DIGITS = re.compile(r"[^0-9Xx]")
DIGITS_OF_A_NUMBER = 7


def unmask(
    *,
    acting: Acting,
    application: Application,
    key: str,
    reason: str,
    note: str,
    at: datetime,
) -> str:
    """The answer `key` of a matter that is there for this person, in full.

    Raises:
        UnmaskNotAllowed: no right to it; recorded.
        Missing: the form asks no such personal number, or it was left empty.
        UnmaskReasonRequired: no reason, no words, or the words repeat the number.
        UnmaskedTooOften: the limit of the last hour is reached; recorded.
    """
    if not may_unmask(acting):
        refused = {"field": key, "cause": "permission"}
        audit.record_refusal(**_entry(acting, application, refused, at=at))
        raise UnmaskNotAllowed(_("您没有查看完整个人信息的权限。"))
    field, value = _personal_answer(application, key)
    note = storable(note).strip()
    _require_reason(application, reason=reason, note=note)
    detail = {"field": key, "label": field.label, "reason": reason, "note": note}
    try:
        with transaction.atomic():
            audit.record(**_entry(acting, application, detail, at=at))
            _require_measure(acting, at=at)
    except UnmaskedTooOften:
        refused = {"field": key, "cause": "too often"}
        audit.record_refusal(**_entry(acting, application, refused, at=at))
        raise
    return value


def _entry(
    acting: Acting, application: Application, detail: dict[str, str], *, at: datetime
) -> audit.Entry:
    return {
        "actor": acting.user,
        "acting_for": acting.on_behalf,
        "action": ACTION,
        "target": f"application:{application.uuid}",
        "detail": detail,
        "at": at,
    }


def _personal_answer(application: Application, key: str) -> tuple[Field, str]:
    field = application.form_version.compiled.inputs.get(key)
    value = application.answers.get(key)
    if field is None or not field.is_personal or not value:
        raise Missing(_("这件申请没有这一项个人信息。"))
    return field, str(value)


def _require_reason(application: Application, *, reason: str, note: str) -> None:
    if reason not in UnmaskReason.values:
        raise UnmaskReasonRequired(_("请选择查看事由。"), field="reason")
    if not note:
        raise UnmaskReasonRequired(
            _("请写明具体用途，例如“电话通知补正材料”。这段话会留在审计记录中。"), field="note"
        )
    if len(note) > NOTE_LENGTH:
        raise UnmaskReasonRequired(
            _("用途说明最多 %(n)d 个字，请写得简短一些。") % {"n": NOTE_LENGTH}, field="note"
        )
    if _repeats_a_number(application, note):
        raise UnmaskReasonRequired(
            _("用途说明里不要写号码本身，审计记录不保存个人信息。"), field="note"
        )


def _repeats_a_number(application: Application, note: str) -> bool:
    written = BESIDE_DIGITS.sub("", note).upper()
    for key, field in application.form_version.compiled.inputs.items():
        if field.is_personal:
            number = BESIDE_DIGITS.sub("", str(application.answers.get(key) or "")).upper()
            if len(number) >= DIGITS_OF_A_NUMBER and number in written:
                return True
    return False


def _require_measure(acting: Acting, *, at: datetime) -> None:
    """Count with one's own record written: the chain lets one at a time pass, so none slips by."""
    asked = AuditRecord.objects.filter(
        actor_id=str(acting.user.pk) if acting.user else "",
        action=ACTION,
        allowed=True,
        at__gt=at - HOUR,
    )
    if asked.count() > MOST_AN_HOUR:
        raise UnmaskedTooOften(
            _("一小时内最多查看 %(n)d 项完整个人信息，您已达到上限。请稍后再试。")
            % {"n": MOST_AN_HOUR}
        )
