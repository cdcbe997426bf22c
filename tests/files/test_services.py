import errno
import hashlib
import os
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, transaction

from foundation.accounts.enums import Right
from foundation.core import clock
from foundation.core.errors import Missing, NotPermitted
from foundation.files import services, storage
from foundation.files.enums import FileState
from foundation.files.errors import FileFixed, FileRefused, StorageFull
from foundation.files.models import StoredFile
from foundation.files.policy import ANYTHING, DOCUMENTS, PICTURES, FilePolicy
from tests.factories.files import PDF, legal, make_file, natural, office, picture, staff

pytestmark = pytest.mark.django_db


def on_disk():
    return [path for path in Path(settings.PRIVATE_FILES_ROOT).glob("??/*") if path.is_file()]


def test_store_upload__legal__belongs_to_the_enterprise_and_is_whole():
    stored = make_file(legal(7), name="C:\\资料\\说明 书.pdf")
    assert (stored.enterprise_id, stored.user, stored.state) == (7, None, FileState.PENDING)
    assert stored.name == "说明 书.pdf"
    assert stored.path.read_bytes() == PDF
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    assert "说明" not in str(stored.path)


def test_store_upload__natural__belongs_to_the_person():
    acting = natural()
    stored = make_file(acting)
    assert (stored.enterprise_id, stored.user) == (None, acting.user)


@pytest.mark.parametrize(
    ("content", "name", "policy", "words"),
    [
        (b"", "a.pdf", DOCUMENTS, "空的"),
        (PDF, "a.pdf", FilePolicy(kinds=DOCUMENTS.kinds, max_bytes=10), "过大"),
        (b"MZ\x90\x00\x00", "a.pdf", DOCUMENTS, "不能接收这种文件"),
        (PDF, "a.exe", DOCUMENTS, "扩展名"),
        (PDF, "a.png", PICTURES, "请上传：JPG、PNG、WebP"),
        (office("zip"), "a.docx", DOCUMENTS, "不能接收这种文件"),
    ],
)
def test_store_upload__against_policy__refused_and_nothing_kept(content, name, policy, words):
    with pytest.raises(FileRefused, match=words):
        make_file(content=content, name=name, policy=policy)
    assert not StoredFile.objects.exists()
    assert not on_disk()


@pytest.mark.parametrize("name", ["a.wps", "a.docx", "a.DOCX"])
def test_store_upload__wps_and_capitals__taken(name):
    assert make_file(content=office("docx"), name=name).name == name


def test_store_upload__document_store__any_format():
    assert make_file(content=b"<html>", name="a.html", policy=ANYTHING).kind == "other"


def test_store_upload__disk_full__507_and_nothing_kept(monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull) as caught:
        make_file()
    assert caught.value.status == 507
    assert not on_disk()
    assert not StoredFile.objects.exists()


def test_store_upload__row_fails__no_file_left(monkeypatch):
    def broken(*_args, **_kwargs):
        raise DatabaseError

    monkeypatch.setattr(StoredFile, "save", broken)
    with pytest.raises(DatabaseError):
        make_file()
    assert not on_disk()


def test_store_upload__reader_only__not_permitted():
    with pytest.raises(NotPermitted):
        make_file(legal(rights={Right.READ}))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("发票\u202efdp.exe", "发票fdp.exe"),
        ("", "unnamed"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_clean_name__hostile__harmless(given, kept):
    assert services.clean_name(given).replace(":", "") == kept


def test_attach__own_fresh_files__bound():
    acting = legal()
    one, two = make_file(acting), make_file(acting)
    bound = services.attach(acting=acting, uuids=[one.uuid, two.uuid], target="application:1")
    assert {(item.state, item.attached_to) for item in bound} == {("attached", "application:1")}


@pytest.mark.parametrize("foreign", ["other", "missing", "used"])
def test_attach__one_foreign_among_own__none_bound(foreign):
    acting = legal(7)
    own = make_file(acting)
    others = {
        "other": lambda: make_file(legal(8)).uuid,
        "missing": uuid4,
        "used": lambda: make_file(acting, attached_to="application:2").uuid,
    }
    with pytest.raises(Missing):
        services.attach(acting=acting, uuids=[own.uuid, others[foreign]()], target="application:1")
    own.refresh_from_db()
    assert own.state == FileState.PENDING


def test_freeze__submitted__can_no_longer_be_removed():
    acting = legal()
    stored = make_file(acting, attached_to="application:1")
    assert services.freeze(target="application:1") == 1
    with pytest.raises(FileFixed):
        services.remove(acting=acting, file_uuid=stored.uuid)
    assert stored.path.exists()


def test_freeze__content_lost__refused_by_name():
    stored = make_file(attached_to="application:1")
    stored.path.unlink()
    with pytest.raises(Missing, match="说明书"):
        services.freeze(target="application:1")
    stored.refresh_from_db()
    assert stored.state == FileState.ATTACHED


def test_remove__own__content_goes_after_commit(django_capture_on_commit_callbacks):
    acting = legal()
    stored = make_file(acting)
    with django_capture_on_commit_callbacks(execute=True):
        services.remove(acting=acting, file_uuid=stored.uuid)
        assert stored.path.exists()
    assert not stored.path.exists()
    assert not StoredFile.objects.visible_to(acting).exists()


def test_remove__rolled_back__content_stays(django_capture_on_commit_callbacks):
    acting = legal()
    stored = make_file(acting)

    @transaction.atomic
    def remove_and_fail():
        services.remove(acting=acting, file_uuid=stored.uuid)
        raise ValueError("later")

    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(ValueError, match="later"),
    ):
        remove_and_fail()
    assert stored.path.exists()


def test_remove__of_another_enterprise__missing():
    with pytest.raises(Missing):
        services.remove(acting=legal(8), file_uuid=make_file(legal(7)).uuid)


def test_hand_over__staff_upload__visible_to_the_enterprise_once():
    stored = make_file(staff())
    services.hand_over(stored_file=stored, enterprise_id=7, user=None)
    assert StoredFile.objects.visible_to(legal(7)).get() == stored
    with pytest.raises(FileFixed):
        services.hand_over(stored_file=stored, enterprise_id=8, user=None)


def aged(stored, hours):
    StoredFile.objects.filter(pk=stored.pk).update(uploaded_at=clock.now() - timedelta(hours=hours))
    moment = clock.now().timestamp() - hours * 3600
    os.utime(stored.path, (moment, moment))


def test_sweep__old_unused_and_stray__gone_the_rest_stays(capsys):
    acting = legal()
    unused, fresh = make_file(acting), make_file(acting)
    used = make_file(acting, attached_to="application:1")
    recent = make_file(acting)
    for stored, hours in ((unused, 49), (fresh, 47), (used, 500)):
        aged(stored, hours)
    stray = storage.path_of("f" * 40)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"x")
    os.utime(stray, (0, 0))
    call_command("sweep_orphans")
    assert "Removed: 2" in capsys.readouterr().out
    assert not unused.path.exists()
    assert not stray.exists()
    assert fresh.path.exists() and used.path.exists() and recent.path.exists()


def test_total_bytes__two_files_one_deleted__counts_the_living():
    acting = legal()
    make_file(acting)
    gone = make_file(acting, content=picture(), name="a.png")
    services.remove(acting=acting, file_uuid=gone.uuid)
    assert StoredFile.objects.owned_by(acting).total_bytes() == len(PDF)
