"""窗口代录: for whom, by whom, and how it is marked."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from applications import services
from applications.enums import State
from applications.errors import ApplicantUnknown, DeskNotAllowed
from applications.models import Application
from applications.permissions import may_fill
from enterprises.enums import Role
from foundation.audit.models import AuditRecord
from foundation.core.encrypted_field import blind_index
from tests.factories.accounts import make_identity
from tests.factories.applications import (
    AT,
    clerk,
    make_enterprise,
    member_of,
    natural_person,
    signed_in,
    staff_with,
)
from tests.factories.content import form_stream, make_service
from tests.factories.eforms import make_field

pytestmark = pytest.mark.django_db
PAGE = "/admin/matters/counter/"


@pytest.fixture
def desk():
    return staff_with("accept_application", "register_at_counter")


@pytest.fixture
def service():
    form = form_stream(make_field("text", "product_name", label="产品名称"))
    return make_service(publish=True, code="DS90", slug="ds90", form=form)


def registered(desk, service, applicant=None):
    applicant = applicant or member_of(make_enterprise())
    return services.register(acting=desk, applicant=applicant, service=service, key=uuid4(), at=AT)


def test_register__for_a_member__is_the_enterprises_and_marked(desk, service):
    applicant = member_of(make_enterprise())
    draft = registered(desk, service, applicant)
    assert draft.enterprise_id == applicant.enterprise_id
    assert draft.applicant == applicant.user
    assert draft.registered_by == desk.user
    assert AuditRecord.objects.filter(action="application.register", allowed=True).exists()


def test_register__submitted__is_in_the_applicants_records_and_says_counter(desk, service):
    applicant = member_of(make_enterprise())
    draft = registered(desk, service, applicant)
    draft = services.save_draft(
        acting=desk,
        application=draft,
        answers={"product_name": "示例丸"},
        version=draft.version,
        at=AT,
    )
    sent = services.submit(acting=desk, application=draft, at=AT)
    assert sent.state == State.SUBMITTED
    assert Application.objects.visible_to(applicant).get() == sent
    step = sent.transitions.get(name="submit")
    assert "窗口代录" in step.acting_for
    assert step.actor == desk.user


@pytest.mark.parametrize("who", [clerk, lambda: staff_with("register_at_counter")])
def test_draft__of_one_desk__is_not_there_for_another(desk, service, who):
    draft = registered(desk, service)
    other = who()
    assert not Application.objects.visible_to(other).filter(pk=draft.pk).exists()
    assert not may_fill(other, draft)


def test_draft__sent__can_no_longer_be_filled_at_the_desk(desk, service):
    draft = registered(desk, service)
    Application.objects.filter(pk=draft.pk).update(state=State.SUBMITTED, check_code="ABCDEFGH")
    draft.refresh_from_db()
    assert not may_fill(desk, draft)


def test_register__without_the_right__is_refused(service):
    with pytest.raises(DeskNotAllowed):
        registered(clerk(), service)


def test_agents__only_those_who_may_submit(desk):
    firm = make_enterprise()
    member_of(firm, Role.READER)
    with pytest.raises(ApplicantUnknown):
        services.agents_of(credit_code=firm.credit_code, on=date(2026, 11, 18))
    admin = member_of(firm)
    found = services.agents_of(credit_code=firm.credit_code, on=date(2026, 11, 18))
    assert [seat.user for seat in found] == [admin.user]


def test_page__enterprise__from_number_to_the_first_step(client, desk, service):
    applicant = member_of(make_enterprise())
    firm = applicant.user.memberships.get().enterprise
    browser = signed_in(client, desk)
    found = browser.post(PAGE, {"kind": "legal", "number": firm.credit_code, "key": uuid4()})
    assert firm.name in found.content.decode()
    sent = {
        "kind": "legal",
        "number": firm.credit_code,
        "agent": applicant.user.memberships.get().pk,
        "service": service.pk,
        "key": uuid4(),
    }
    answer = browser.post(PAGE, sent)
    draft = Application.objects.get()
    assert answer["Location"] == reverse("applications:fill", args=[draft.uuid, 1])
    assert browser.get(answer["Location"]).status_code == 200


def test_page__natural_person__is_found_by_the_card(client, desk, service):
    person = natural_person()
    identity = make_identity(user=person.user)
    identity.id_number_index = blind_index(identity.id_number, purpose="id_number")
    identity.save()
    sent = {"kind": "natural", "number": identity.id_number, "key": uuid4()}
    page = signed_in(client, desk).post(PAGE, sent).content.decode()
    assert person.user.full_name in page


@pytest.mark.parametrize("kind", ["legal", "natural"])
def test_page__unknown_number__says_what_to_do(client, desk, kind):
    sent = {"kind": kind, "number": "91110100XX0000019M", "key": uuid4()}
    answer = signed_in(client, desk).post(PAGE, sent)
    assert answer.status_code == 422
    assert "先用" in answer.content.decode()
    assert "91110100XX0000019M" in answer.content.decode()
