"""Matters through the API: the same rules, the same sentences."""

from uuid import uuid4

import pytest

from applications.enums import State
from applications.models import Application
from tests.factories.applications import (
    make_application,
    make_enterprise,
    member_of,
)
from tests.factories.content import form_stream, make_service
from tests.factories.eforms import make_field

pytestmark = pytest.mark.django_db
NAME = make_field("text", "product_name", label="产品名称")


def _send(client, method, path, body=None):
    call = getattr(client, method)
    return call(f"/api/v1/applications{path}", body or {}, content_type="application/json")


def test_whole_way__start_save_submit_withdraw(client, owner):
    make_service(publish=True, code="DS90", slug="ds90", form=form_stream(NAME))
    started = _send(client, "post", "", {"service": "DS90", "key": str(uuid4())})
    assert started.status_code == 201
    path = f"/{started.json()['id']}"
    saved = _send(client, "patch", path, {"version": 1, "answers": {"product_name": "甲"}})
    assert saved.json()["answers"] == {"product_name": "甲"}
    sent = _send(client, "post", f"{path}/submit").json()
    assert (sent["state"], sent["moves"]) == ("submitted", ["withdraw"])
    ended = _send(client, "post", f"{path}/withdraw", {"note": ""}).json()
    assert ended["status_label"] == "已撤回"
    steps = client.get(f"/api/v1/applications{path}/timeline").json()
    assert [step["name"] for step in steps] == ["submit", "withdraw"]
    clock = client.get(f"/api/v1/applications{path}/clock").json()
    assert [event["kind"] for event in clock["events"]] == ["received", "ended"]
    assert clock["ended_on"] == clock["start"] == clock["events"][0]["on"]


def test_save__old_version__409(client, owner):
    draft = make_application(owner)
    path = f"/{draft.uuid}"
    _send(client, "patch", path, {"version": 1, "answers": {"long_text": "一"}})
    late = _send(client, "patch", path, {"version": 1, "answers": {"long_text": "二"}})
    assert (late.status_code, late.json()["code"]) == (409, "draft_changed")


def test_save__unknown_field__refused_and_nothing_written(client, owner):
    draft = make_application(owner)
    answer = _send(client, "patch", f"/{draft.uuid}", {"version": 1, "answers": {"state": "x"}})
    assert answer.status_code == 404
    draft.refresh_from_db()
    assert draft.version == 1


def test_submit__incomplete__422_names_each_field(client, owner):
    draft = make_application(owner, answers={})
    answer = _send(client, "post", f"/{draft.uuid}/submit")
    assert answer.status_code == 422
    assert answer.json()["code"] == "application_incomplete"
    assert {item["field"] for item in answer.json()["errors"]} >= {"product_name"}


@pytest.mark.parametrize(
    ("method", "tail"),
    [
        ("get", ""),
        ("patch", ""),
        ("delete", ""),
        ("post", "/submit"),
        ("post", "/withdraw"),
        ("post", "/request-withdrawal"),
        ("get", "/timeline"),
        ("get", "/clock"),
    ],
)
def test_matter__of_another_enterprise__404(client, owner, method, tail):
    foreign = make_application(member_of(make_enterprise()), state=State.SUBMITTED)
    body = {"version": 1, "answers": {}} if method == "patch" else {"note": "理由"}
    call = getattr(client, method)
    path = f"/api/v1/applications/{foreign.uuid}{tail}"
    answer = call(path) if method == "get" else call(path, body, content_type="application/json")
    assert answer.status_code == 404
    foreign.refresh_from_db()
    assert foreign.state == State.SUBMITTED


def test_list__many_rows__only_own_and_the_same_number_of_queries(
    client, owner, django_assert_max_num_queries
):
    make_application(member_of(make_enterprise()), state=State.SUBMITTED)
    for _n in range(12):
        make_application(owner, state=State.SUBMITTED)
    with django_assert_max_num_queries(12):
        answer = client.get("/api/v1/applications?limit=10").json()
    assert answer["count"] == 12
    assert len(answer["items"]) == 10
    assert Application.objects.count() == 13
