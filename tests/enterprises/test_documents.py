"""The document store: whose it is, what it takes, what it counts."""

from datetime import timedelta

import pytest

from enterprises.enums import DOCUMENTS_BYTES_AT_MOST, Role
from enterprises.errors import StoreFull, StoreNotAllowed
from enterprises.models import Enterprise, StoredDocument
from enterprises.services import (
    copy_of,
    discard_document,
    erase_document,
    restore_document,
    sweep_trash,
)
from foundation.audit.models import AuditRecord
from foundation.core.errors import Missing
from foundation.files import services as files
from foundation.files.enums import FileKind, FileState
from foundation.files.errors import FileFixed, FileRefused
from foundation.files.models import StoredFile
from foundation.files.policy import DOCUMENTS, PICTURES
from tests.factories.applications import make_enterprise, member_of, natural_person
from tests.factories.files import PDF, staff
from tests.factories.papers import AT, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return member_of(make_enterprise())


def used(acting):
    return Enterprise.objects.get(pk=acting.enterprise_id).documents_bytes


def leave_free(acting, size_bytes):
    firm = Enterprise.objects.filter(pk=acting.enterprise_id)
    firm.update(documents_bytes=DOCUMENTS_BYTES_AT_MOST - size_bytes)


@pytest.mark.parametrize("content", [PDF, b"MZ\x90\x00program", b"<svg onload=x>", b"\x00\xff"])
def test_store__any_format__kept_and_counted(owner, content):
    document = make_document(owner, content=content, name="任意.bin", title="任意")
    assert document.file.path.read_bytes() == content
    assert (document.title, document.added_by) == ("任意", owner.user)
    assert used(owner) == len(content)


def test_store__without_a_title__the_file_names_it(owner):
    assert make_document(owner, name="厂房平面图.dwg").title == "厂房平面图.dwg"


def test_store__exactly_what_is_free__fits_and_nothing_more(owner):
    leave_free(owner, len(PDF))
    make_document(owner)
    assert used(owner) == DOCUMENTS_BYTES_AT_MOST
    with pytest.raises(StoreFull) as refused:
        make_document(owner, content=b"x")
    assert refused.value.field == "file"
    assert used(owner) == DOCUMENTS_BYTES_AT_MOST


def test_store__one_byte_too_much__nothing_is_kept(owner):
    leave_free(owner, len(PDF) - 1)
    with pytest.raises(StoreFull):
        make_document(owner)
    assert not StoredDocument.objects.exists()
    assert not StoredFile.objects.alive().exists()


def test_store__room_taken_while_the_bytes_were_written__file_goes_again(owner, monkeypatch):
    monkeypatch.setattr("enterprises.services.documents._require_room", lambda *_: None)
    leave_free(owner, 1)
    with pytest.raises(StoreFull):
        make_document(owner)
    assert not StoredFile.objects.alive().exists()
    assert used(owner) == DOCUMENTS_BYTES_AT_MOST - 1


def test_store__who_may_not__refused_and_recorded(owner):
    reader = member_of(Enterprise.objects.get(pk=owner.enterprise_id), Role.READER)
    for acting in (reader, natural_person(), staff()):
        with pytest.raises(StoreNotAllowed):
            make_document(acting)
    refusals = AuditRecord.objects.filter(action="document.store", allowed=False)
    assert refusals.count() == 3


def test_document__of_another__is_not_there(owner):
    document = make_document(owner)
    stranger = member_of(make_enterprise())
    for acting in (stranger, natural_person(), staff()):
        assert not StoredDocument.objects.visible_to(acting).exists()
    for change in (discard_document, restore_document, erase_document):
        with pytest.raises(Missing):
            change(acting=stranger, document_uuid=document.uuid, at=AT)
    with pytest.raises(Missing):
        copy_of(
            acting=stranger,
            document_uuid=document.uuid,
            purpose="application",
            policy=DOCUMENTS,
            attached_to="x",
            at=AT,
        )
    assert StoredDocument.objects.kept().get() == document


def test_trash__counts_until_it_is_emptied(owner, django_capture_on_commit_callbacks):
    document = make_document(owner)
    discard_document(acting=owner, document_uuid=document.uuid, at=AT)
    assert used(owner) == len(PDF)
    restore_document(acting=owner, document_uuid=document.uuid, at=AT)
    assert StoredDocument.objects.kept().exists()
    with pytest.raises(Missing):
        erase_document(acting=owner, document_uuid=document.uuid, at=AT)
    discard_document(acting=owner, document_uuid=document.uuid, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        erase_document(acting=owner, document_uuid=document.uuid, at=AT)
    assert used(owner) == 0
    assert not document.file.path.exists()
    assert StoredFile.objects.get().state == FileState.DELETED


def test_sweep_trash__after_thirty_days__not_before(owner):
    document = make_document(owner)
    discard_document(acting=owner, document_uuid=document.uuid, at=AT)
    assert sweep_trash(at=AT + timedelta(days=30) - timedelta(seconds=1)) == 0
    assert sweep_trash(at=AT + timedelta(days=30)) == 1
    assert used(owner) == 0
    assert not StoredDocument.objects.exists()


def copied(acting, document, **facts):
    asked = {"purpose": "application", "policy": DOCUMENTS, "attached_to": "matter", "at": AT}
    return copy_of(acting=acting, document_uuid=document.uuid, **{**asked, **facts})


def test_copy__of_a_document__outlives_it(owner, django_capture_on_commit_callbacks):
    document = make_document(owner)
    copy = copied(owner, document)
    files.freeze(target="matter")
    with django_capture_on_commit_callbacks(execute=True):
        discard_document(acting=owner, document_uuid=document.uuid, at=AT)
        erase_document(acting=owner, document_uuid=document.uuid, at=AT)
    copy.refresh_from_db()
    assert copy.path.read_bytes() == PDF
    assert (copy.state, copy.sha256) == (FileState.FROZEN, document.file.sha256)
    with pytest.raises(FileFixed):
        files.remove(acting=owner, file_uuid=copy.uuid)


def test_copy__of_a_document__shares_its_bytes_and_counts_once(owner):
    document = make_document(owner)
    copy = copied(owner, document)
    assert copy.path.samefile(document.file.path)
    assert copy.key != document.file.key
    assert used(owner) == len(PDF)


def test_copy__where_no_second_name_is_possible__copies_the_bytes(owner, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "no links here")

    monkeypatch.setattr("os.link", refuse)
    document = make_document(owner)
    copy = copied(owner, document)
    assert copy.path.read_bytes() == PDF
    assert not copy.path.samefile(document.file.path)


def test_copy__slot_takes_other_kinds__refused(owner):
    document = make_document(owner)
    assert document.file.kind == FileKind.PDF
    with pytest.raises(FileRefused):
        copied(owner, document, policy=PICTURES)


def test_copy__document_in_the_trash_or_content_gone__missing(owner):
    document = make_document(owner)
    document.file.path.unlink()
    with pytest.raises(Missing):
        copied(owner, document)
    discard_document(acting=owner, document_uuid=document.uuid, at=AT)
    with pytest.raises(Missing):
        copied(owner, document)
