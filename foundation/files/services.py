"""Taking, keeping and removing private files."""

import unicodedata
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePosixPath
from typing import IO
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from foundation.accounts.acting import Acting
from foundation.accounts.enums import Right
from foundation.accounts.models import User
from foundation.core import clock
from foundation.core.errors import Missing, NotPermitted

from . import storage
from .enums import FileState
from .errors import FileFixed, FileRefused
from .inspection import identify
from .models import StoredFile
from .policy import FilePolicy

UNUSED_AFTER = timedelta(hours=48)
STRAY_AFTER = timedelta(hours=24)
NAME_LENGTH = 120
EXTENSION_LENGTH = 12


def store_upload(
    *,
    acting: Acting,
    upload: "UploadedFile[bytes]",
    purpose: str,
    policy: FilePolicy,
    at: datetime,
    attached_to: str = "",
) -> StoredFile:
    """Check an upload by its content and keep it, for the enterprise or person acted for.

    Raises:
        FileRefused: with a sentence that says what to do.
        StorageFull: the disk has no room; nothing was kept.
    """
    _require_writer(acting)
    name = clean_name(upload.name or "")
    policy.check_size(upload.size or 0)
    kind = identify(_opened(upload))
    policy.check_kind(kind, PurePosixPath(name).suffix.lower().lstrip("."))
    upload.seek(0)
    row = StoredFile(
        enterprise_id=acting.enterprise_id,
        user=acting.user if acting.is_natural else None,
        purpose=purpose,
        attached_to=attached_to,
        name=name,
        kind=kind,
        state=FileState.ATTACHED if attached_to else FileState.PENDING,
        uploaded_by=acting.user,
        uploaded_at=at,
    )
    return _keep(row, upload)


def keep_made(*, row: StoredFile, content: bytes) -> StoredFile:
    """Keep what the portal itself made, a notice for one; fixed from the first moment on.

    `row` says whose it is, what for and how it is called; the rest is found here.
    """
    upload = SimpleUploadedFile(row.name, content)
    row.name, row.state = clean_name(row.name), FileState.FROZEN
    row.kind = identify(_opened(upload))
    upload.seek(0)
    return _keep(row, upload)


def copy(
    *, acting: Acting, stored_file: StoredFile, target: str, at: datetime, purpose: str = ""
) -> StoredFile:
    """One's own file once more, for another thing; whatever becomes of one leaves the other.

    Raises:
        Missing: not the own one, or its content is gone.
    """
    _require_writer(acting)
    if not StoredFile.objects.owned_by(acting).filter(pk=stored_file.pk).exists():
        raise Missing(_("没有找到这个文件，可能已经删除。"))
    row = StoredFile(
        enterprise_id=stored_file.enterprise_id,
        user=stored_file.user,
        purpose=purpose or stored_file.purpose,
        attached_to=target,
        name=stored_file.name,
        kind=stored_file.kind,
        size_bytes=stored_file.size_bytes,
        sha256=stored_file.sha256,
        state=FileState.ATTACHED,
        uploaded_by=acting.user,
        uploaded_at=at,
    )
    return _insert(row, _shared(stored_file))


def clean_name(name: str) -> str:
    """A file name without folders, control and direction characters, not too long."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    sound = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    path = PurePosixPath(sound or "unnamed")
    suffix = path.suffix[:EXTENSION_LENGTH]
    return path.stem[: NAME_LENGTH - len(suffix)] + suffix


@transaction.atomic
def attach(*, acting: Acting, uuids: Collection[UUID], target: str) -> list[StoredFile]:
    """Bind one's own fresh uploads to `target`; one foreign or used id binds none."""
    _require_writer(acting)
    wanted = set(uuids)
    fresh = StoredFile.objects.owned_by(acting).filter(uuid__in=wanted)
    fresh = fresh.filter(state=FileState.PENDING)
    if fresh.update(state=FileState.ATTACHED, attached_to=target) != len(wanted):
        raise Missing(_("有文件已被删除或已在别处使用，请重新上传。"))
    return list(StoredFile.objects.filter(uuid__in=wanted).order_by("uploaded_at", "pk"))


def freeze(*, target: str) -> int:
    """Fix every file of something that was submitted; call inside the move's transaction.

    Raises:
        Missing: the content of one is gone, so the submission would be incomplete.
    """
    files = StoredFile.objects.attached_to(target)
    for stored_file in files:
        if not stored_file.path.is_file():
            message = _("附件“%(name)s”已丢失，请删除后重新上传。") % {"name": stored_file.name}
            raise Missing(message, field="file")
    return files.update(state=FileState.FROZEN)


@transaction.atomic
def hand_over(
    *, stored_file: StoredFile, enterprise_id: int | None, user: User | None
) -> StoredFile:
    """Give a file that staff uploaded to the enterprise or person whom it concerns."""
    ownerless = StoredFile.objects.alive().filter(pk=stored_file.pk, enterprise_id=None, user=None)
    if not ownerless.update(enterprise_id=enterprise_id, user=user):
        raise FileFixed(_("文件已归属企业或个人，不能再改。"))
    stored_file.refresh_from_db()
    return stored_file


@transaction.atomic
def remove(*, acting: Acting, file_uuid: UUID) -> StoredFile:
    """Delete one's own file that was not submitted; its row stays as a trace."""
    _require_writer(acting)
    stored_file = StoredFile.objects.owned_by(acting).filter(uuid=file_uuid).first()
    if stored_file is None:
        raise Missing(_("没有找到这个文件，可能已经删除。"))
    return expire(stored_file=stored_file)


@transaction.atomic
def expire(*, stored_file: StoredFile) -> StoredFile:
    """Delete a file whose time is over, whoever's it is; call it from the app that kept it.

    Raises:
        FileFixed: it belongs to something submitted.
    """
    changeable = StoredFile.objects.filter(
        pk=stored_file.pk, state__in=[FileState.PENDING, FileState.ATTACHED]
    )
    if not changeable.update(state=FileState.DELETED):
        raise FileFixed(_("文件已随申请提交，不能删除。需要更正时请在补正中上传新文件。"))
    transaction.on_commit(partial(storage.remove, stored_file.key))
    stored_file.refresh_from_db()
    return stored_file


def sweep(*, at: datetime) -> int:
    """Remove uploads nobody used, content of deleted rows, and content without a row."""
    unused = StoredFile.objects.unused_since(at - UNUSED_AFTER)
    unused.update(state=FileState.DELETED)
    swept = 0
    for key in storage.keys_older_than(STRAY_AFTER):
        if not StoredFile.objects.alive().filter(key=key).exists():
            storage.remove(key)
            swept += 1
    return swept


@task()
def sweep_orphans() -> int:
    """The sweep, as a job."""
    return sweep(at=clock.now())


def _require_writer(acting: Acting) -> None:
    if acting.user is None:
        raise NotPermitted(_("请先登录，再上传文件。"))
    if not acting.is_staff and not acting.may(Right.FILL):
        raise NotPermitted(_("您没有为该企业上传或删除文件的权限，请联系企业管理员。"))


def _opened(upload: "UploadedFile[bytes]") -> IO[bytes]:
    if upload.file is None:
        raise FileRefused(_("文件没有传完，请重新上传。"))
    return upload.file


def _keep(row: StoredFile, upload: "UploadedFile[bytes]") -> StoredFile:
    """Write the content, then the row; whichever fails, neither stays."""
    written = storage.write(upload)
    row.size_bytes, row.sha256 = written.size_bytes, written.sha256
    return _insert(row, written.key)


def _shared(source: StoredFile) -> str:
    try:
        return storage.share(source.key)
    except FileNotFoundError as error:
        raise Missing(_("没有找到这个文件，可能已经删除。")) from error


def _insert(row: StoredFile, key: str) -> StoredFile:
    row.key = key
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except BaseException:
        storage.remove(key)
        raise
    return row
