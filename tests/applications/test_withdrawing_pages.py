"""Both withdrawals as the applicant and the desk see them: asked, agreed, refused, taken back."""

from dataclasses import dataclass

import pytest
from django.test import Client

from applications.enums import PaperKind, State
from applications.models import Application
from enterprises.enums import Role
from tests.factories.applications import (
    clerk,
    make_application,
    make_enterprise,
    make_identity_of,
    member_of,
    reviewer,
    signed_in,
)
from tests.factories.eforms import make_definition, make_field, make_form_version

pytestmark = pytest.mark.django_db
REASON = "配方需要调整，改后重新提交"


@dataclass
class Walk:
    """A matter, its applicant's browser and the examiner's."""

    matter: Application
    applicant: Client
    desk: Client

    @property
    def address(self):
        return f"/space/applications/{self.matter.uuid}/"

    def page(self):
        return self.applicant.get(self.address).content.decode()

    def act(self, name, **data):
        return self.applicant.post(f"{self.address}moves/{name}/", data)

    def answer(self, name, **data):
        return self.desk.post(f"/admin/matters/{self.matter.uuid}/moves/{name}/", data)

    def stands(self):
        self.matter.refresh_from_db()
        return self.matter.state

    def history(self):
        return list(self.matter.transitions.order_by("pk").values_list("name", flat=True))

    def offers(self, name):
        return f"{self.address}moves/{name}/" in self.page()


@pytest.fixture
def walk():
    """Make a matter of an enterprise in some state, with both sides signed in."""

    def make(state, role=Role.ADMIN):
        firm = make_enterprise()
        owner = member_of(firm, role)
        make_identity_of(owner)
        form = make_form_version(definition=make_definition(make_field("text", "product_name")))
        matter = make_application(
            member_of(firm), state=state, form_version=form, answers={"product_name": "示例颗粒"}
        )
        return Walk(matter, signed_in(Client(), owner), signed_in(Client(), reviewer()))

    return make


@pytest.mark.parametrize("state", [State.SUBMITTED, State.CORRECTION_BEFORE])
def test_withdraw__before_acceptance__asks_first_then_ends_at_once(walk, state):
    steps = walk(state)
    assert steps.offers("withdraw")
    assert not steps.offers("request_withdrawal")
    asked = steps.applicant.get(f"{steps.address}moves/withdraw/").content.decode()
    assert "立即终止" in asked
    assert steps.stands() == state
    response = steps.act("withdraw")
    assert (response.status_code, response["Location"]) == (302, steps.address)
    assert steps.stands() == State.WITHDRAWN
    assert steps.history() == ["withdraw"]
    assert [paper.kind for paper in steps.matter.papers.all()] == [PaperKind.TERMINATION]


def test_withdraw__done__everything_stays_readable_and_can_be_copied(walk):
    steps = walk(State.SUBMITTED)
    steps.act("withdraw", note=REASON)
    page = steps.page()
    assert "已撤回" in page
    assert "示例颗粒" in page
    assert REASON in page
    assert "复制为新草稿" in page
    assert not steps.offers("withdraw")


def test_withdraw__pressed_twice__told_and_done_once(walk):
    steps = walk(State.SUBMITTED)
    codes = [steps.act("withdraw").status_code for _press in range(2)]
    assert codes == [302, 409]
    assert steps.history() == ["withdraw"]


def test_request__without_a_reason__sentence_at_the_field_and_nothing_done(walk):
    steps = walk(State.ACCEPTED)
    response = steps.act("request_withdrawal", note="  ")
    assert response.status_code == 422
    assert 'id="note-error"' in response.content.decode()
    assert steps.stands() == State.ACCEPTED


@pytest.mark.parametrize(
    "state",
    [State.ACCEPTED, State.DEEMED_ACCEPTED, State.EXAMINING, State.CORRECTION_AFTER,
     State.SPECIAL, State.DECIDING],
)  # fmt: skip
def test_request__after_acceptance__open_until_answered_and_can_be_taken_back(walk, state):
    steps = walk(state)
    assert steps.offers("request_withdrawal")
    assert not steps.offers("withdraw")
    assert steps.act("request_withdrawal", note=REASON).status_code == 302
    assert steps.stands() == State.WITHDRAW_REQUESTED
    assert "申请撤回" in steps.page()
    assert steps.offers("cancel_withdrawal")
    assert steps.act("cancel_withdrawal").status_code == 302
    assert steps.stands() == state
    assert steps.offers("request_withdrawal")
    assert steps.history() == ["request_withdrawal", "cancel_withdrawal"]


def test_request__agreed_to__ended_and_no_longer_to_be_taken_back(walk):
    steps = walk(State.EXAMINING)
    steps.act("request_withdrawal", note=REASON)
    assert REASON in steps.desk.get(f"/admin/matters/inspect/{steps.matter.pk}/").content.decode()
    assert steps.answer("agree_withdrawal").status_code == 302
    assert steps.stands() == State.WITHDRAWN
    assert not steps.offers("cancel_withdrawal")
    assert "复制为新草稿" in steps.page()
    late = steps.act("cancel_withdrawal")
    assert late.status_code == 409
    assert "已撤回" in late.content.decode()
    kinds = [paper.kind for paper in steps.matter.papers.order_by("pk")]
    assert kinds == [PaperKind.WITHDRAWAL, PaperKind.TERMINATION]


def test_request__refused__goes_on_where_it_stood_and_says_why(walk):
    steps = walk(State.DECIDING)
    steps.act("request_withdrawal", note=REASON)
    assert steps.answer("refuse_withdrawal", note=" ").status_code == 422
    assert steps.answer("refuse_withdrawal", note="即将作出决定").status_code == 302
    assert steps.stands() == State.DECIDING
    assert "即将作出决定" in steps.page()
    assert steps.offers("request_withdrawal")


def test_request__taken_back_before_the_desk_answers__the_answer_comes_too_late(walk):
    steps = walk(State.EXAMINING)
    steps.act("request_withdrawal", note=REASON)
    steps.act("cancel_withdrawal")
    assert steps.answer("agree_withdrawal").status_code == 409
    assert steps.stands() == State.EXAMINING


def test_request__answered_by_the_clerk__not_his_to_answer(walk):
    steps = walk(State.EXAMINING)
    steps.act("request_withdrawal", note=REASON)
    steps.desk = signed_in(Client(), clerk())
    assert steps.answer("agree_withdrawal").status_code == 403
    assert steps.stands() == State.WITHDRAW_REQUESTED


@pytest.mark.parametrize("role", [Role.FILLER, Role.READER])
@pytest.mark.parametrize(
    ("state", "name"),
    [
        (State.SUBMITTED, "withdraw"),
        (State.EXAMINING, "request_withdrawal"),
        (State.WITHDRAW_REQUESTED, "cancel_withdrawal"),
    ],
)
def test_withdrawals__of_those_who_may_not_submit__not_offered_and_refused(walk, role, state, name):
    steps = walk(state, role)
    assert not steps.offers(name)
    assert steps.act(name, note=REASON).status_code == 403
    assert steps.stands() == state
