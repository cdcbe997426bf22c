"""The thread of a matter: who writes, who is told, who reads the files."""

import pytest

from applications.enums import Side, State
from applications.errors import MessageEmpty, MessageNotAllowed
from applications.models import Application, MatterMessage
from applications.services import mark_read, post_message
from enterprises.enums import Role
from foundation.files.enums import FileState
from foundation.files.errors import FileRefused
from foundation.files.models import StoredFile
from foundation.files.permissions import may_read_file
from foundation.notifications.models import Message
from tests.factories.applications import (
    AT,
    clerk,
    make_application,
    make_enterprise,
    member_of,
    natural_person,
    staff_with,
)
from tests.factories.files import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return member_of(make_enterprise())


@pytest.fixture
def sent(owner):
    return make_application(owner, state=State.ACCEPTED)


def say(acting, application, text="请问何时可以领取？", uploads=()):
    return post_message(acting=acting, application=application, text=text, uploads=uploads, at=AT)


def test_applicant__writes__staff_in_charge_told(owner, sent):
    desk = clerk()
    Application.objects.filter(pk=sent.pk).update(assigned_to=desk.user)
    sent.refresh_from_db()
    say(owner, sent)
    told = Message.objects.get(recipient=desk.user)
    assert told.url == f"/admin/matters/inspect/{sent.pk}/#thread"
    assert "何时可以领取" not in told.body  # what is said stays in the sealed thread


def test_staff__writes__applicant_told_once_and_reads(owner, sent):
    message = say(clerk(), sent, "请补充联系方式。")
    assert message.side == Side.STAFF
    assert Message.objects.get(recipient=owner.user).url == f"{sent.get_absolute_url()}#thread"
    assert mark_read(acting=owner, application=sent, at=AT) == 1
    assert mark_read(acting=owner, application=sent, at=AT) == 0


def test_own_words__read_by_oneself__stay_unread(owner, sent):
    say(owner, sent)
    mark_read(acting=owner, application=sent, at=AT)
    assert MatterMessage.objects.get().read_at is None


def test_file__sent_by_staff__belongs_to_the_applicant_and_is_frozen(owner, sent):
    say(clerk(), sent, "", [upload()])
    stored = StoredFile.objects.get()
    assert stored.state == FileState.FROZEN
    assert StoredFile.objects.visible_to(owner).get() == stored


def test_file__of_the_thread__read_by_the_desk_not_by_others(owner, sent):
    say(owner, sent, "", [upload()])
    stored = StoredFile.objects.get()
    assert may_read_file(clerk(), stored)
    assert not may_read_file(staff_with(), stored)
    stranger = member_of(make_enterprise())
    assert not StoredFile.objects.visible_to(stranger).exists()


def test_natural_person__writes__likewise():
    person = natural_person()
    matter = make_application(person, state=State.SUBMITTED)
    say(clerk(), matter, "", [upload()])
    assert StoredFile.objects.visible_to(person).count() == 1


@pytest.mark.parametrize("who", ["reader", "stranger", "editor"])
def test_writing__by_others__refused(owner, sent, who):
    people = {
        "reader": lambda: member_of(sent.enterprise, Role.READER),
        "stranger": lambda: member_of(make_enterprise()),
        "editor": staff_with,
    }
    with pytest.raises(MessageNotAllowed):
        say(people[who](), sent)


def test_writing__on_a_draft__refused(owner):
    with pytest.raises(MessageNotAllowed):
        say(owner, make_application(owner))


@pytest.mark.parametrize(("text", "files"), [(" \n", 0), ("长" * 2001, 0), ("好", 6)])
def test_writing__nothing_or_too_much__told_and_nothing_kept(owner, sent, text, files):
    with pytest.raises(MessageEmpty):
        say(owner, sent, text, [upload() for _ in range(files)])
    assert not MatterMessage.objects.exists()


def test_writing__one_bad_file__says_nothing_at_all(owner, sent):
    with pytest.raises(FileRefused):
        say(owner, sent, "见附件", [upload(), upload(name="b.pdf", content=b"MZ\x90\x00")])
    assert not MatterMessage.objects.exists()
    assert not StoredFile.objects.exists()
