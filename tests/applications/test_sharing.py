import pytest

from applications import services
from applications.enums import State
from applications.errors import MoveNotAllowed, MoveNotOpen
from applications.services.sharing import colleagues_of
from enterprises.enums import Role
from foundation.audit.models import AuditRecord
from foundation.core.errors import DomainError
from foundation.notifications.models import Message
from tests.factories.applications import (
    AT,
    make_application,
    make_enterprise,
    member_of,
    natural_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return make_enterprise()


@pytest.fixture
def owner(firm):
    return member_of(firm)


def _ask(owner, draft, person, **facts):
    facts = {"note": "", "colleague": person.user.uuid, "at": AT, **facts}
    return services.hand_over(acting=owner, application=draft, **facts)


def test_hand_over__colleague__asked_told_and_on_record(firm, owner):
    draft, colleague = make_application(owner), member_of(firm, Role.FILLER)
    _ask(owner, draft, colleague, note="请补上第二步")
    draft.refresh_from_db()
    assert draft.handed_to == colleague.user
    message = Message.objects.get(recipient=colleague.user)
    assert draft.service_title in message.title
    assert "请补上第二步" in message.body
    assert message.url == draft.get_absolute_url()
    row = AuditRecord.objects.get(action="application.hand_over")
    assert row.target == f"application:{draft.uuid}"
    assert "请补上第二步" not in str(row.detail)


def test_hand_over__twice__each_told_the_last_is_asked(firm, owner):
    draft = make_application(owner)
    first, second = member_of(firm, Role.FILLER), member_of(firm, Role.AGENT)
    _ask(owner, draft, first)
    _ask(owner, draft, second)
    draft.refresh_from_db()
    assert draft.handed_to == second.user
    assert Message.objects.count() == 2


def test_colleagues__of_the_enterprise__those_who_may_fill_in(firm, owner):
    filler, _reader = member_of(firm, Role.FILLER), member_of(firm, Role.READER)
    member_of(make_enterprise(), Role.ADMIN)
    draft = make_application(owner)
    found = colleagues_of(acting=owner, application=draft, at=AT)
    assert [seat.user for seat in found] == [filler.user]


@pytest.mark.parametrize("role", [Role.READER, None])
def test_hand_over__to_a_reader_or_a_stranger__refused(firm, owner, role):
    person = member_of(firm, role) if role else member_of(make_enterprise())
    draft = make_application(owner)
    with pytest.raises(DomainError, match="选择一位可以填报的同事"):
        _ask(owner, draft, person)
    assert not Message.objects.exists()


def test_hand_over__note_too_long__refused(firm, owner):
    with pytest.raises(DomainError, match="300"):
        _ask(owner, make_application(owner), member_of(firm, Role.FILLER), note="长" * 301)


def test_hand_over__by_a_reader__not_allowed(firm, owner):
    draft, reader = make_application(owner), member_of(firm, Role.READER)
    with pytest.raises(MoveNotAllowed):
        _ask(reader, draft, owner)


def test_hand_over__submitted_meanwhile__refused_and_nobody_told(firm, owner):
    matter = make_application(owner, state=State.SUBMITTED)
    with pytest.raises(MoveNotOpen):
        _ask(owner, matter, member_of(firm, Role.FILLER))
    assert not Message.objects.exists()


def test_colleagues__of_a_person__none():
    person = natural_person()
    assert colleagues_of(acting=person, application=make_application(person), at=AT) == []


def test_save__by_a_colleague__the_draft_says_who(firm, owner):
    draft, colleague = make_application(owner), member_of(firm, Role.FILLER)
    services.save_draft(acting=colleague, application=draft, answers={}, version=1, at=AT)
    draft.refresh_from_db()
    assert draft.saved_by == colleague.user
