"""The thread of a matter: applicant and staff write to each other, with files."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import Side
from applications.errors import MessageEmpty, MessageNotAllowed
from applications.models import Application, MatterMessage
from applications.permissions import may_talk
from foundation.accounts.acting import Acting
from foundation.accounts.models import User
from foundation.audit import services as audit
from foundation.core.validators import storable
from foundation.files import services as files
from foundation.files.models import StoredFile
from foundation.files.policy import DOCUMENTS
from foundation.notifications import services as notifications

from .telling import concerned

PURPOSE = "matter_message"
KIND = "matter_message"
TEXT_LENGTH = 2000
MOST_FILES = 5
AT_THE_DESK = "/admin/matters/inspect/{pk}/"


@transaction.atomic
def post_message(
    *,
    acting: Acting,
    application: Application,
    text: str,
    uploads: "Sequence[UploadedFile[bytes]]" = (),
    at: datetime,
) -> MatterMessage:
    """Say something on a matter that was sent; the other side is told.

    Raises:
        MessageNotAllowed: only looks on, or the matter was not sent yet.
        MessageEmpty: neither words nor a file, or more than fits.
        FileRefused: one of the files, with a sentence why; nothing is said then.
    """
    if acting.user is None or not may_talk(acting, application):
        raise MessageNotAllowed(_("您的账号只能查看这件申请，不能发送消息。"))
    text = storable(text).strip()
    _require_something(text, uploads)
    message = MatterMessage.objects.create(
        application=application,
        side=Side.STAFF if acting.is_staff else Side.APPLICANT,
        author=acting.user,
        author_name=acting.name,
        text=text,
        at=at,
    )
    for upload in uploads:
        _attach(message, upload, acting=acting, at=at)
    files.freeze(target=target_of(message))
    _record(message, acting=acting, at=at)
    _tell_the_other_side(message, at=at)
    return message


def mark_read(*, acting: Acting, application: Application, at: datetime) -> int:
    """Note that this side has seen what the other one wrote; the first look counts.

    Staff who only look on leave it unread for those who answer.
    """
    if acting.is_staff and not may_talk(acting, application):
        return 0
    side = Side.STAFF if acting.is_staff else Side.APPLICANT
    unread = MatterMessage.objects.filter(application=application, read_at=None)
    return unread.exclude(side=side).update(read_at=at)


def target_of(message: MatterMessage) -> str:
    """What the files of a message are attached to."""
    return f"message:{message.uuid}"


def _require_something(text: str, uploads: "Sequence[UploadedFile[bytes]]") -> None:
    if not text and not uploads:
        raise MessageEmpty(_("请填写消息内容，或选择要发送的文件。"), field="text")
    if len(text) > TEXT_LENGTH:
        raise MessageEmpty(
            _("消息最多 %(n)d 字，请分几次发送。") % {"n": TEXT_LENGTH}, field="text"
        )
    if len(uploads) > MOST_FILES:
        raise MessageEmpty(_("一次最多发送 %(n)d 个文件。") % {"n": MOST_FILES}, field="files")


def _attach(
    message: MatterMessage, upload: "UploadedFile[bytes]", *, acting: Acting, at: datetime
) -> StoredFile:
    stored = files.store_upload(
        acting=acting,
        upload=upload,
        purpose=PURPOSE,
        policy=DOCUMENTS,
        attached_to=target_of(message),
        at=at,
    )
    if not acting.is_staff:
        return stored
    application = message.application
    owner = None if application.enterprise_id else application.applicant
    return files.hand_over(stored_file=stored, enterprise_id=application.enterprise_id, user=owner)


def _record(message: MatterMessage, *, acting: Acting, at: datetime) -> None:
    audit.record(
        actor=acting.user,
        acting_for=acting.on_behalf,
        action="application.message",
        target=f"application:{message.application.uuid}",
        detail={"message": str(message.uuid)},
        at=at,
    )


def _tell_the_other_side(message: MatterMessage, *, at: datetime) -> None:
    application = message.application
    to_staff = message.side == Side.APPLICANT
    url = AT_THE_DESK.format(pk=application.pk) if to_staff else application.get_absolute_url()
    notifications.notify(
        kind=KIND,
        users=_at_the_desk(application) if to_staff else concerned(application, at=at),
        title=_("%(service)s：有新消息") % {"service": application.service_title},
        body=_("核对码 %(code)s。请打开办件查看内容并回复。") % {"code": application.check_code},
        url=f"{url}#thread",
        dedup_key=f"message:{message.uuid}",
        at=at,
        enterprise_id=None if to_staff else application.enterprise_id,
    )


def _at_the_desk(application: Application) -> list[User]:
    return [application.assigned_to] if application.assigned_to else []
