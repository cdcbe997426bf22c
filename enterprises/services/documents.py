"""The document store: 200 MB for an enterprise, exact to the byte whoever uploads at once.

`Enterprise.documents_bytes` is moved by conditional updates in the transaction that makes or
drops the document; the content is written before, so that no lock is held while bytes flow.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django_tasks import task

from enterprises.enums import DOCUMENTS_BYTES_AT_MOST, DocumentKind
from enterprises.errors import StoreFull, StoreNotAllowed
from enterprises.models import Enterprise, StoredDocument
from enterprises.permissions import may_keep_documents
from foundation.accounts.acting import Acting
from foundation.audit import services as audit
from foundation.core import clock
from foundation.core.errors import DomainError, Missing
from foundation.core.validators import storable
from foundation.files import services as files
from foundation.files.models import StoredFile
from foundation.files.policy import ANYTHING, FilePolicy

PURPOSE = "document"
TITLE_LENGTH = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is said of a document; without a title the file's name is its title."""

    kind: DocumentKind
    title: str = ""
    expires_on: date | None = None


def store_document(
    *, acting: Acting, upload: "UploadedFile[bytes]", about: About, at: datetime
) -> StoredDocument:
    """Put a file of any format into the store of the enterprise acted for.

    Raises:
        StoreNotAllowed: no right to fill in.
        StoreFull: it does not fit; nothing was kept.
        FileRefused: empty, or not whole.
    """
    _require_keeper(acting, action="store", at=at)
    _require_room(acting, upload.size or 0)
    stored_file = files.store_upload(
        acting=acting, upload=upload, purpose=PURPOSE, policy=ANYTHING, at=at
    )
    try:
        return _enter(acting, stored_file, about, at=at)
    except DomainError:
        files.remove(acting=acting, file_uuid=stored_file.uuid)
        raise


def discard_document(*, acting: Acting, document_uuid: UUID, at: datetime) -> None:
    """Move a document into the trash, where it counts for 30 days and can be taken back."""
    _require_keeper(acting, action="discard", at=at)
    mine = StoredDocument.objects.visible_to(acting).kept().filter(uuid=document_uuid)
    with transaction.atomic():
        if not mine.update(trashed_at=at):
            raise Missing(_("没有找到这份文档，可能已经删除。"))
        _note(acting, "discard", document_uuid, at=at)


def restore_document(*, acting: Acting, document_uuid: UUID, at: datetime) -> None:
    """Take a document out of the trash."""
    _require_keeper(acting, action="restore", at=at)
    mine = StoredDocument.objects.visible_to(acting).trashed().filter(uuid=document_uuid)
    with transaction.atomic():
        if not mine.update(trashed_at=None):
            raise Missing(_("回收站里没有这份文档，可能已经恢复或清除。"))
        _note(acting, "restore", document_uuid, at=at)


@transaction.atomic
def erase_document(*, acting: Acting, document_uuid: UUID, at: datetime) -> None:
    """Delete a document of the trash for good; its room is free again."""
    _require_keeper(acting, action="erase", at=at)
    mine = StoredDocument.objects.visible_to(acting).trashed().with_files()
    document = mine.filter(uuid=document_uuid).first()
    if document is None or not _drop(document):
        raise Missing(_("回收站里没有这份文档，可能已经恢复或清除。"))
    _note(acting, "erase", document_uuid, at=at)


def sweep_trash(*, at: datetime) -> int:
    """Delete for good what has lain in the trash for its whole time."""
    swept = 0
    for document in StoredDocument.objects.trashed_before(at).select_related("file"):
        swept += _drop(document)
    return swept


@task()
def sweep_document_trash() -> int:
    """The sweep, as a job."""
    return sweep_trash(at=clock.now())


def copy_of(
    *,
    acting: Acting,
    document_uuid: UUID,
    purpose: str,
    policy: FilePolicy,
    attached_to: str,
    at: datetime,
) -> StoredFile:
    """A file of its own, made from a document, for a slot of something else.

    Discarding or erasing the document later changes nothing of it; the bytes lie on the disk once.

    Raises:
        Missing: no such document of the enterprise acted for, or it lies in the trash.
        FileRefused: the slot does not take this kind or size.
    """
    mine = StoredDocument.objects.visible_to(acting).kept().with_files()
    document = mine.filter(uuid=document_uuid).first()
    if document is None:
        raise Missing(_("没有找到这份文档，可能已经删除。"), field="file")
    kept = document.file
    policy.check_kept(kind=kept.kind, name=kept.name, size_bytes=kept.size_bytes)
    return files.copy(acting=acting, stored_file=kept, target=attached_to, at=at, purpose=purpose)


@transaction.atomic
def _enter(
    acting: Acting, stored_file: StoredFile, about: About, *, at: datetime
) -> StoredDocument:
    firm = Enterprise.objects.visible_to(acting)
    room = firm.filter(documents_bytes__lte=DOCUMENTS_BYTES_AT_MOST - stored_file.size_bytes)
    if not room.update(documents_bytes=F("documents_bytes") + stored_file.size_bytes):
        raise _no_room(acting)
    title = storable(about.title).strip() or stored_file.name
    document = StoredDocument(
        enterprise=firm.get(),
        file=stored_file,
        title=title[:TITLE_LENGTH],
        kind=about.kind,
        expires_on=about.expires_on,
        added_by=acting.user,
        created_at=at,
    )
    files.attach(acting=acting, uuids=[stored_file.uuid], target=str(document.uuid))
    document.save(force_insert=True)
    _note(acting, "store", document.uuid, at=at)
    return document


@transaction.atomic
def _drop(document: StoredDocument) -> bool:
    """Delete row, content and count together; of several at once, one does it."""
    still_there = StoredDocument.objects.trashed().filter(pk=document.pk)
    deleted, _by_model = still_there.delete()
    if not deleted:
        return False
    files.expire(stored_file=document.file)
    counted = Enterprise.objects.filter(pk=document.enterprise_id)
    counted.update(documents_bytes=F("documents_bytes") - document.file.size_bytes)
    return True


def _require_keeper(acting: Acting, *, action: str, at: datetime) -> None:
    if may_keep_documents(acting):
        return
    audit.record_refusal(
        actor=acting.user,
        acting_for=acting.on_behalf,
        action=f"document.{action}",
        target=f"enterprise:{acting.enterprise_id or ''}",
        at=at,
    )
    raise StoreNotAllowed(_("您没有为该企业存放或删除文档的权限，请联系企业管理员。"))


def _require_room(acting: Acting, size_bytes: int) -> None:
    """Refuse early, before anything is written; the update decides."""
    firm = Enterprise.objects.visible_to(acting).get()
    if size_bytes > firm.documents_bytes_free:
        raise _no_room(acting)


def _no_room(acting: Acting) -> StoreFull:
    firm = Enterprise.objects.visible_to(acting).get()
    message = _("文档空间不够：还剩 %(free)s。请先清除不需要的文档（回收站中的也占空间）。")
    return StoreFull(message % {"free": filesizeformat(firm.documents_bytes_free)}, field="file")


def _note(acting: Acting, action: str, document_uuid: UUID, *, at: datetime) -> None:
    audit.record(
        actor=acting.user,
        acting_for=acting.on_behalf,
        action=f"document.{action}",
        target=f"document:{document_uuid}",
        at=at,
    )
