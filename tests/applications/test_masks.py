"""Where a personal number is masked, and where it is not: the applicant's side, API, messages."""

import pytest
from django.core import mail

from applications import services
from applications.enums import State
from enterprises.enums import Role
from foundation.audit.models import AuditRecord
from foundation.eforms.render import masked_answers
from foundation.notifications import services as notifications
from foundation.notifications.models import Message, Outbox
from tests.factories.applications import (
    AT,
    clerk,
    make_application,
    make_enterprise,
    make_identity_of,
    member_of,
    natural_person,
    signed_in,
)
from tests.factories.eforms import IDENTITY_CARD, PHONE, make_answers, make_full_definition

pytestmark = pytest.mark.django_db
MASKED_CARD, MASKED_PHONE = "110***********002X", "138****8000"


@pytest.fixture
def firm():
    return make_enterprise(contact_phone="19900000001")


@pytest.fixture
def owner(firm):
    acting = member_of(firm, email="who@firm.example")
    make_identity_of(acting)
    return acting


def _page(client, acting, address):
    client.logout()
    return signed_in(client, acting).get(address).content.decode()


def _has_numbers(text):
    return IDENTITY_CARD in text or PHONE in text


def test_own_matter__sent__masked_until_asked_for(client, owner):
    address = make_application(owner, state=State.SUBMITTED).get_absolute_url()
    page = _page(client, owner, address)
    assert MASKED_CARD in page and MASKED_PHONE in page and not _has_numbers(page)
    assert "显示完整号码" in page
    asked = _page(client, owner, f"{address}?numbers=full")
    assert IDENTITY_CARD in asked and PHONE in asked and "遮盖号码" in asked


def test_own_matter__of_a_natural_person__may_be_shown_in_full(client):
    person = natural_person()
    address = make_application(person, state=State.SUBMITTED).get_absolute_url()
    assert IDENTITY_CARD in _page(client, person, f"{address}?numbers=full")


def test_own_matter__without_numbers__nothing_to_show(client, owner):
    matter = make_application(owner, state=State.SUBMITTED, answers={"product_name": "甲"})
    assert "显示完整号码" not in _page(client, owner, matter.get_absolute_url())


@pytest.mark.parametrize("tail", ["", "?numbers=full"])
def test_matter__for_a_reader_of_the_enterprise__stays_masked(client, firm, owner, tail):
    matter = make_application(owner, state=State.SUBMITTED)
    page = _page(client, member_of(firm, Role.READER), f"{matter.get_absolute_url()}{tail}")
    assert MASKED_CARD in page and not _has_numbers(page)
    assert "显示完整号码" not in page


def test_matter__for_staff_on_the_applicants_page__stays_masked(client, owner):
    matter = make_application(owner, state=State.SUBMITTED)
    page = _page(client, clerk(), f"{matter.get_absolute_url()}?numbers=full")
    assert not _has_numbers(page)


@pytest.mark.parametrize("tail", ["fill/2/", "review/"])
def test_draft__while_filling_in__whole_for_who_fills_masked_for_who_reads(
    client, firm, owner, tail
):
    draft = make_application(owner)
    address = f"/space/applications/{draft.uuid}/{tail}"
    assert IDENTITY_CARD in _page(client, owner, address)
    read = _page(client, member_of(firm, Role.READER), address)
    assert MASKED_CARD in read and not _has_numbers(read)


@pytest.mark.parametrize(
    ("role", "card"),
    [(Role.ADMIN, IDENTITY_CARD), (Role.FILLER, IDENTITY_CARD), (Role.READER, MASKED_CARD)],
)
def test_api__member__has_what_the_seat_allows(client, firm, owner, role, card):
    matter = make_application(owner, state=State.SUBMITTED)
    signed_in(client, member_of(firm, role))
    answers = client.get(f"/api/v1/applications/{matter.uuid}").json()["answers"]
    assert answers == make_answers(identity_card=card, phone=answers["phone"])


def test_api__staff__masked(client, owner):
    matter = make_application(owner, state=State.SUBMITTED)
    signed_in(client, clerk())
    answer = client.get(f"/api/v1/applications/{matter.uuid}")
    assert answer.json()["answers"]["phone"] == MASKED_PHONE
    assert not _has_numbers(answer.content.decode())


def test_desk__every_page__masked(client, owner):
    matter = make_application(owner, state=State.SUBMITTED)
    for address in ("/admin/", "/admin/matters/", f"/admin/matters/inspect/{matter.pk}/"):
        page = _page(client, clerk(), address)
        assert matter.check_code in page
        assert not _has_numbers(page)


def test_messages_mails_and_record__of_a_move__without_numbers(owner):
    matter = make_application(owner, state=State.SUBMITTED)
    services.move(acting=clerk(), application=matter, name="accept", note="", at=AT)
    notifications.deliver_all(at=AT)

    said = [f"{row.title}{row.body}" for row in Message.objects.all()]
    said += [str(row.payload) for row in Outbox.objects.all()]
    said += [f"{letter.subject}{letter.body}" for letter in mail.outbox]
    said += [str(row.detail) for row in AuditRecord.objects.all()]
    assert len(mail.outbox) == 1
    assert not [text for text in said if _has_numbers(text)]


def test_enterprise__telephone_of_its_contact__whole_for_the_administrator_only(
    client, firm, owner
):
    assert "19900000001" in _page(client, owner, "/space/enterprise/")
    read = _page(client, member_of(firm, Role.READER), "/space/enterprise/")
    assert "199****0001" in read and "19900000001" not in read


def test_masked_answers__anything_else__as_it_was():
    answers = make_answers(file=["x"], phone="", unknown="13800138000")
    shown = masked_answers(make_full_definition(), answers)
    assert shown == {**answers, "identity_card": MASKED_CARD}
