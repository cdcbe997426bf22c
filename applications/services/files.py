"""Files of a draft: stored by foundation.files, named in the answer of their field."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from applications.errors import MoveNotAllowed, MoveNotOpen
from applications.models import Application
from applications.permissions import may_fill
from foundation.accounts.acting import Acting
from foundation.core.errors import DomainError, Missing
from foundation.eforms.definition import Field
from foundation.files import services as files
from foundation.files.models import StoredFile
from foundation.files.policy import FilePolicy

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
        DomainError: wrong field, too many, or refused by content or size.
    """
    field = _file_field(application, key)
    if not may_fill(acting, application):
        raise MoveNotAllowed(_("您没有填写这份申请的权限。"))
    with transaction.atomic():
        locked = _locked_draft(application)
        names = list(locked.answers.get(key, []))
        if len(names) >= field.max_files:
            raise DomainError(
                _("“%(label)s”最多上传 %(n)d 个文件，请先移除不需要的文件。")
                % {"label": field.label, "n": field.max_files},
                field=key,
            )
        stored = files.store_upload(
            acting=acting,
            upload=upload,
            purpose=PURPOSE,
            attached_to=str(application.uuid),
            policy=FilePolicy(kinds=field.contents, max_bytes=field.max_bytes),
            at=at,
        )
        _rewrite(locked, key, [*names, str(stored.uuid)], acting=acting, at=at)
    return stored


def remove_file(
    *, acting: Acting, application: Application, key: str, file: UUID | str, at: datetime
) -> None:
    """Take a file out of the draft.

    Raises:
        Missing: no such file in this field.
        MoveNotAllowed, MoveNotOpen: as for `attach_file`.
    """
    _file_field(application, key)
    if not may_fill(acting, application):
        raise MoveNotAllowed(_("您没有填写这份申请的权限。"))
    with transaction.atomic():
        locked = _locked_draft(application)
        names = list(locked.answers.get(key, []))
        if str(file) not in names:
            raise Missing(_("这个文件已经移除。"))
        left = [name for name in names if name != str(file)]
        _rewrite(locked, key, left, acting=acting, at=at)
        files.remove(acting=acting, file_uuid=UUID(str(file)))


def _file_field(application: Application, key: str) -> Field:
    field = application.form_version.compiled.inputs.get(key)
    if field is not None and field.is_file:
        return field
    raise Missing(_("申请表中没有这个上传项。"))


def _locked_draft(application: Application) -> Application:
    # The version counts what is typed; a file beside it must not make a typed save stale.
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if not locked.is_draft:
        raise MoveNotOpen(_("这份申请已经提交，文件不能再修改。"))
    return locked


def _rewrite(
    locked: Application, key: str, names: list[str], *, acting: Acting, at: datetime
) -> None:
    locked.answers = {**locked.answers, key: names}
    locked.saved_at, locked.saved_by = at, acting.user
    locked.save(update_fields=["answers", "saved_at", "saved_by"])
