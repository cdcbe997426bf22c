"""Files of a draft or a running correction: stored, and named in the answer of their field."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from applications.errors import MoveNotAllowed
from applications.models import Application
from applications.permissions import may_fill
from enterprises import services as enterprises
from foundation.accounts.acting import Acting
from foundation.core.errors import DomainError, Missing
from foundation.eforms.definition import Field
from foundation.files import services as files
from foundation.files.models import StoredFile
from foundation.files.policy import FilePolicy

from .counter import keeper_of
from .opening import answers_now, lock_open, write_answers

PURPOSE = "application"


def attach_file(
    *,
    acting: Acting,
    application: Application,
    key: str,
    upload: "UploadedFile[bytes]",
    at: datetime,
) -> StoredFile:
    """Store an upload and name it in the answer of the field `key`.

    Raises:
        MoveNotAllowed: no right to fill in.
        MoveNotOpen: submitted meanwhile; files of a submitted matter never change.
        FieldLocked: the slot was not marked in the running correction.
        DomainError: wrong field, too many, or refused by content or size.
    """
    field = _file_field(application, key)
    if not may_fill(acting, application):
        raise MoveNotAllowed(_("您没有填写这份申请的权限。"))
    with transaction.atomic():
        locked = lock_open(application, [key])
        names = _with_room(locked, field)
        stored = files.store_upload(
            acting=keeper_of(acting, application),
            upload=upload,
            purpose=PURPOSE,
            attached_to=str(application.uuid),
            policy=FilePolicy(kinds=field.contents, max_bytes=field.max_bytes),
            at=at,
        )
        changes = {key: [*names, str(stored.uuid)]}
        write_answers(locked, changes, acting=acting, at=at)
    return stored


def attach_document(
    *, acting: Acting, application: Application, key: str, document: str, at: datetime
) -> StoredFile:
    """Put a copy of a document of the store into the field `key`; the document stays as it is.

    Raises:
        Missing: no such document, or it lies in the trash.
        MoveNotAllowed, MoveNotOpen, FieldLocked, DomainError: as for `attach_file`.
    """
    field = _file_field(application, key)
    if not may_fill(acting, application):
        raise MoveNotAllowed(_("您没有填写这份申请的权限。"))
    with transaction.atomic():
        locked = lock_open(application, [key])
        names = _with_room(locked, field)
        stored = enterprises.copy_of(
            acting=acting,
            document_uuid=_uuid(document),
            purpose=PURPOSE,
            policy=FilePolicy(kinds=field.contents, max_bytes=field.max_bytes),
            attached_to=str(application.uuid),
            at=at,
        )
        write_answers(locked, {key: [*names, str(stored.uuid)]}, acting=acting, at=at)
    return stored


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Missing(_("没有找到这份文档，可能已经删除。")) from error


def _with_room(locked: Application, field: Field) -> list[str]:
    """The files of the field, if one more may come."""
    names = list(answers_now(locked).get(field.key) or [])
    if len(names) >= field.max_files:
        raise DomainError(
            _("“%(label)s”最多上传 %(n)d 个文件，请先移除不需要的文件。")
            % {"label": field.label, "n": field.max_files},
            field=field.key,
        )
    return names


def remove_file(
    *, acting: Acting, application: Application, key: str, file: UUID | str, at: datetime
) -> None:
    """Take a file out of the answer; one that was sent stays as it was.

    Raises:
        Missing: no such file in this field.
        MoveNotAllowed, MoveNotOpen, FieldLocked: as for `attach_file`.
    """
    _file_field(application, key)
    if not may_fill(acting, application):
        raise MoveNotAllowed(_("您没有填写这份申请的权限。"))
    with transaction.atomic():
        locked = lock_open(application, [key])
        names = list(answers_now(locked).get(key) or [])
        if str(file) not in names:
            raise Missing(_("这个文件已经移除。"))
        changes = {key: [name for name in names if name != str(file)]}
        write_answers(locked, changes, acting=acting, at=at)
        if str(file) not in (locked.answers.get(key) or []):  # what was sent stays readable
            files.remove(acting=keeper_of(acting, application), file_uuid=UUID(str(file)))


def _file_field(application: Application, key: str) -> Field:
    field = application.form_version.compiled.inputs.get(key)
    if field is not None and field.is_file:
        return field
    raise Missing(_("申请表中没有这个上传项。"))
