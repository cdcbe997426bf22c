"""Corrections: only what was marked is open, what was sent stays, the law wants one round."""

from datetime import date, timedelta

import pytest

from applications import services
from applications.enums import State
from applications.errors import (
    CorrectionRefused,
    DraftChanged,
    FieldLocked,
    Incomplete,
    MoveNotAllowed,
    MoveNotOpen,
    NoteRequired,
)
from applications.models import Application, Correction, Paper
from foundation.eforms.enums import Operator
from foundation.eforms.rules import Condition, Test as Rule
from foundation.files.enums import FileState
from foundation.files.models import StoredFile
from tests.factories.applications import (
    AT,
    clerk,
    make_application,
    make_enterprise,
    make_identity_of,
    make_reason,
    member_of,
    reviewer,
    signed_in,
    supervisor,
)
from tests.factories.eforms import make_definition, make_field, make_form_version
from tests.factories.files import PDF, upload

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=2)
WHEN = Condition(tests=(Rule(key="choice", operator=Operator.IS, value="制剂"),))


@pytest.fixture
def owner():
    return member_of(make_enterprise())


@pytest.fixture
def matter(owner):
    form = make_definition(
        make_field("text", "product_name", label="产品名称"),
        make_field("text", "plan", label="研究方案"),
        make_field("choice", "choice", label="类别"),
        make_field("text", "dose", label="剂型", show=WHEN),
        make_field("file", "scan", label="扫描件", accept=("pdf",), max_files=2, required=False),
    )
    application = make_application(
        owner,
        form_version=make_form_version(definition=form),
        answers={"product_name": "示例颗粒", "plan": "原方案", "choice": "原料药"},
    )
    file = services.attach_file(
        acting=owner, application=application, key="scan", upload=upload(PDF, "old.pdf"), at=AT
    )
    services.submit(acting=owner, application=application, at=AT)
    application.old_file = str(file.uuid)
    return application


def ask(matter, *keys, by=None, at=AT, **terms):
    items = [services.Wanted(key, make_reason().pk, "请核对") for key in keys]
    return services.ask_correction(
        acting=by or clerk(), application=matter, items=items, at=at, **terms
    )


def save(matter, owner, at=AT, **answers):
    saved = services.save_correction(
        acting=owner, application=matter, answers=answers, version=matter.version, at=at
    )
    matter.refresh_from_db()
    return saved


def test_ask__marked_fields__alone_are_open(matter, owner):
    correction = ask(matter, "plan")
    assert matter.state == State.CORRECTION_BEFORE
    assert services.open_keys(matter) == {"plan"}
    assert correction.items.get().before == {"answer": "原方案"}
    assert Paper.objects.filter(application=matter, kind="correction").count() == 1
    with pytest.raises(FieldLocked) as refusal:
        save(matter, owner, plan="新方案", product_name="偷改")
    assert refusal.value.errors == {"product_name": "“产品名称”不在本次补正范围内，不能修改。"}
    assert services.answers_now(matter)["plan"] == "原方案"


def test_save__beside_what_was_sent__until_it_is_answered(matter, owner):
    ask(matter, "plan")
    save(matter, owner, plan="新方案")
    assert matter.answers["plan"] == "原方案"
    assert services.answers_now(matter)["plan"] == "新方案"
    services.answer_correction(acting=owner, application=matter, at=LATER)
    assert (matter.state, matter.answers["plan"]) == (State.SUBMITTED, "新方案")
    item = Correction.objects.get().items.get()
    assert (item.before, item.after) == ({"answer": "原方案"}, {"answer": "新方案"})
    assert matter.transitions.last().note == "已修改：研究方案。"


def test_answer__before_acceptance__five_days_run_anew(matter, owner):
    assert matter.due_on == date(2026, 11, 25)
    ask(matter, "plan")
    assert matter.due_on is None
    save(matter, owner, plan="新方案")
    services.answer_correction(acting=owner, application=matter, at=LATER)
    assert matter.due_on == date(2026, 11, 27)


def test_save__read_at_an_older_version__overwrites_nothing(matter, owner):
    ask(matter, "plan")
    old = Application.objects.get(pk=matter.pk)
    save(matter, owner, plan="新方案")
    with pytest.raises(DraftChanged):
        save(old, owner, plan="旧窗口")
    assert services.answers_now(matter)["plan"] == "新方案"


def test_files__of_a_marked_slot__change_and_the_sent_one_stays_readable(matter, owner):
    ask(matter, "scan")
    new = services.attach_file(
        acting=owner, application=matter, key="scan", upload=upload(PDF, "new.pdf"), at=AT
    )
    services.remove_file(acting=owner, application=matter, key="scan", file=matter.old_file, at=AT)
    services.answer_correction(acting=owner, application=matter, at=LATER)
    assert matter.answers["scan"] == [str(new.uuid)]
    kept = StoredFile.objects.filter(uuid__in=[matter.old_file, new.uuid])
    assert {stored.state for stored in kept} == {FileState.FROZEN}
    assert Correction.objects.get().items.get().before == {"answer": [matter.old_file]}


def test_files__of_another_slot__refused(matter, owner):
    ask(matter, "plan")
    with pytest.raises(FieldLocked):
        services.attach_file(
            acting=owner, application=matter, key="scan", upload=upload(PDF, "new.pdf"), at=AT
        )


def test_ask__a_field_that_others_hang_on__opens_them_too(matter, owner):
    ask(matter, "choice")
    assert services.open_keys(matter) == {"choice", "dose"}
    save(matter, owner, choice="制剂")
    with pytest.raises(Incomplete) as refusal:
        services.answer_correction(acting=owner, application=matter, at=LATER)
    assert set(refusal.value.errors) == {"dose"}
    matter.refresh_from_db()
    assert matter.state == State.CORRECTION_BEFORE
    save(matter, owner, dose="颗粒剂")
    services.answer_correction(acting=owner, application=matter, at=LATER)
    assert matter.answers["dose"] == "颗粒剂"


def test_answer__with_nothing_changed__refused(matter, owner):
    ask(matter, "plan")
    with pytest.raises(CorrectionRefused, match="没有修改"):
        services.answer_correction(acting=owner, application=matter, at=AT)


def test_second_round__by_a_supervisor_with_a_reason_only(matter, owner):
    desk, head = clerk(), supervisor()
    ask(matter, "plan", by=desk)
    save(matter, owner, plan="新方案")
    services.answer_correction(acting=owner, application=matter, at=LATER)
    with pytest.raises(MoveNotAllowed):
        ask(matter, "plan", by=desk, at=LATER)
    with pytest.raises(NoteRequired):
        ask(matter, "plan", by=head, at=LATER)
    matter.refresh_from_db()
    again = ask(matter, "plan", by=head, at=LATER, approval_reason="首次补正后发现新情况")
    assert (again.round, again.approved_by) == (2, head.user)


def test_first_round__by_a_supervisor_who_is_no_clerk__refused(matter):
    with pytest.raises(MoveNotAllowed):
        ask(matter, "plan", by=supervisor())


@pytest.mark.parametrize("keys", [(), ("nonsense",)])
def test_ask__what_does_not_fit_the_form__refused(matter, keys):
    with pytest.raises(CorrectionRefused):
        ask(matter, *keys)
    assert matter.state == State.SUBMITTED


@pytest.mark.parametrize("days", [0, -1, 366])
def test_ask__a_day_that_cannot_be__refused(matter, days):
    with pytest.raises(CorrectionRefused, match="期限"):
        ask(matter, "plan", answer_by=AT.date() + timedelta(days=days))


def test_ask__reason_out_of_use__refused(matter):
    reason = make_reason("停用的原因", is_active=False)
    with pytest.raises(CorrectionRefused, match="原因"):
        services.ask_correction(
            acting=clerk(), application=matter, items=[services.Wanted("plan", reason.pk)], at=AT
        )


def test_after_acceptance__clock_goes_on_where_it_stood(matter, owner):
    services.move(acting=clerk(), application=matter, name="accept", at=AT)
    examiner = reviewer()
    services.move(acting=examiner, application=matter, name="start_examination", at=AT)
    due = matter.due_on
    ask(matter, "plan", by=examiner)
    assert (matter.state, matter.due_on) == (State.CORRECTION_AFTER, None)
    save(matter, owner, plan="新方案")
    services.answer_correction(acting=owner, application=matter, at=LATER)
    assert matter.state == State.EXAMINING
    assert matter.due_on == date(2026, 12, 18)
    assert due == date(2026, 12, 16)


def test_api__round_trip__lists_saves_refuses_and_answers(client, matter, owner):
    make_identity_of(owner)
    signed_in(client, owner)
    ask(matter, "plan")
    path = f"/api/v1/applications/{matter.uuid}"
    listed = client.get(f"{path}/corrections").json()
    assert listed[0]["items"][0]["before"] == "原方案"
    version = listed[0]["version"]

    def send(answers):
        body = {"version": version, "answers": answers}
        return client.patch(f"{path}/correction", body, content_type="application/json")

    refused = send({"product_name": "偷改"})
    assert refused.status_code == 409
    assert refused.json()["errors"][0]["field"] == "product_name"
    assert send({"plan": "新方案"}).json()["items"][0]["after"] == "新方案"
    answered = client.post(f"{path}/correction/answer")
    assert answered.json()["state"] == "submitted"
    assert client.post(f"{path}/correction/answer").status_code == 409


def test_api__of_a_stranger__is_not_there(client, matter):
    ask(matter, "plan")
    stranger = member_of(make_enterprise())
    make_identity_of(stranger)
    signed_in(client, stranger)
    path = f"/api/v1/applications/{matter.uuid}"
    body = {"version": 1, "answers": {}}
    answers = [
        client.get(f"{path}/corrections"),
        client.patch(f"{path}/correction", body, content_type="application/json"),
        client.post(f"{path}/correction/answer"),
    ]
    assert {answer.status_code for answer in answers} == {404}


def test_save__no_correction_runs__refused(matter, owner):
    with pytest.raises(MoveNotOpen):
        save(matter, owner, plan="新方案")
