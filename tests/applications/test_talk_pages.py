"""Thread, rating, copy, papers, look-up and their API, as pages and programs meet them."""

import json
from uuid import uuid4

import pytest

from applications.enums import Side, State
from applications.models import Application, MatterMessage, Rating
from foundation.files.models import StoredFile
from tests.factories.applications import (
    AT,
    clerk,
    make_application,
    make_enterprise,
    make_paper,
    member_of,
    signed_in,
)
from tests.factories.content import form_stream, make_service
from tests.factories.eforms import make_field
from tests.factories.files import upload

pytestmark = pytest.mark.django_db
LEVELS = {"stars": 2, "speed": 5, "guide": 4, "ease": 3, "platform": 1}


def url(matter, tail=""):
    return f"/space/applications/{matter.uuid}/{tail}"


def told_by_staff(matter, text="请补充联系方式"):
    return MatterMessage.objects.create(
        application=matter, side=Side.STAFF, author=clerk().user, author_name="赵受理",
        text=text, at=AT,
    )  # fmt: skip


def test_thread__read_on_the_page__new_once_and_without_the_officer_s_name(client, owner):
    matter = make_application(owner, state=State.ACCEPTED)
    told_by_staff(matter)
    first = client.get(url(matter)).content.decode()
    assert "请补充联系方式" in first
    assert "新消息" in first
    assert "赵受理" not in first
    assert "新消息" not in client.get(url(matter)).content.decode()


def test_records__unread_message__said_in_its_row(client, owner):
    told_by_staff(make_application(owner, state=State.ACCEPTED))
    assert "1 条新消息" in client.get("/space/records/service/").content.decode()


def test_say__with_a_file__kept_and_back_to_the_thread(client, owner):
    matter = make_application(owner, state=State.ACCEPTED)
    answer = client.post(url(matter, "messages/"), {"text": "见附件", "files": upload()})
    assert answer["Location"].endswith("#thread")
    assert StoredFile.objects.get().name in client.get(url(matter)).content.decode()


def test_say__bad_file__told_and_words_kept(client, owner):
    matter = make_application(owner, state=State.ACCEPTED)
    bad = upload(name="a.pdf", content=b"MZ\x90\x00")
    answer = client.post(url(matter, "messages/"), {"text": "请看附件里的说明", "files": bad})
    assert answer.status_code == 422
    assert "请看附件里的说明</textarea>" in answer.content.decode()


def test_rate__page__once_then_shown(client, owner):
    matter = make_application(owner, state=State.GRANTED)
    assert client.post(url(matter, "rate/"), {**LEVELS, "speed": ""}).status_code == 422
    answer = client.post(url(matter, "rate/"), {**LEVELS, "words": "等得久"})
    assert answer["Location"].endswith("#rating")
    page = client.get(url(matter)).content.decode()
    assert "不满意" in page
    assert "等得久" in page
    assert client.get(url(matter, "rate/")).status_code == 302


def test_copy__page__a_draft_to_go_on_with(client, owner):
    service = make_service(
        publish=True, code="TS03", form=form_stream(make_field("text", "product_name"))
    )
    matter = make_application(owner, state=State.REJECTED, service=service)
    key = uuid4()
    answer = client.post(url(matter, "copy/"), {"key": key})
    client.post(url(matter, "copy/"), {"key": key})
    draft = Application.objects.drafts().get()
    assert answer["Location"] == url(draft, "fill/1/")


def test_paper__page__a_download_for_the_owner_only(client, owner):
    matter = make_application(owner, state=State.SUBMITTED)
    paper = make_paper(matter)
    answer = client.get(url(matter, f"papers/{paper.pk}/"), follow=True)
    assert b"".join(answer).startswith(b"%PDF")
    other = make_application(owner, state=State.SUBMITTED)
    assert client.get(url(other, f"papers/{paper.pk}/")).status_code == 404
    signed_in(client, member_of(make_enterprise()))
    assert client.get(url(matter, f"papers/{paper.pk}/")).status_code == 404


def test_lookup__signed_out__masked_and_the_same_for_every_wrong_code(client):
    matter = make_application(state=State.SUBMITTED, check_code="XAIA0XE9")
    page = client.get("/lookup/?code=xa1a oxe9").content.decode()
    assert matter.service_title in page
    assert matter.applicant_name not in page
    wrong = [client.get(f"/lookup/?code={code}").content.decode() for code in ("ZZZZZZZZ", "短")]
    assert all("没有查到" in each for each in wrong)


def test_lookup__too_often__429_with_a_sentence(client):
    for _ in range(5):
        client.get("/lookup/?code=ZZZZZZZZ")
    answer = client.get("/lookup/?code=ZZZZZZZZ")
    assert answer.status_code == 429
    assert "五分钟后再试" in answer.content.decode()


def ask(client, path, body=None):
    if body is None:
        return client.get(f"/api/v1{path}")
    return client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json")


def test_api__thread_rating_copy_papers__as_the_pages(client, owner):
    service = make_service(
        publish=True, code="TS04", form=form_stream(make_field("text", "product_name"))
    )
    matter = make_application(owner, state=State.GRANTED, service=service)
    make_paper(matter)
    base = f"/applications/{matter.uuid}"
    assert ask(client, f"{base}/papers").json()[0]["title"] == "收件凭证"
    assert ask(client, f"{base}/messages", {"text": "您好"}).status_code == 201
    assert ask(client, f"{base}/messages").json()[0]["text"] == "您好"
    assert ask(client, f"{base}/messages", {"text": ""}).status_code == 422
    assert ask(client, f"{base}/rating", {**LEVELS, "speed": 9}).status_code == 422
    assert ask(client, f"{base}/rating", LEVELS).status_code == 204
    assert ask(client, f"{base}/rating", LEVELS).status_code == 409
    assert Rating.objects.get().follow_up_by is not None
    assert ask(client, f"{base}/copy", {"key": str(uuid4())}).status_code == 201


@pytest.mark.parametrize("tail", ["papers", "messages"])
def test_api__of_others__404(client, owner, tail):
    foreign = make_application(member_of(make_enterprise()), state=State.GRANTED)
    assert ask(client, f"/applications/{foreign.uuid}/{tail}").status_code == 404


def test_api__lookup__open_and_masked(client):
    make_application(state=State.SUBMITTED, check_code="XAIA0XE9")
    found = ask(client, "/lookup?code=XAIA0XE9").json()
    assert "*" in found["applicant"]
    assert set(found) == {
        "check_code", "service_title", "applicant", "status_label", "submitted_on", "due_on",
        "ended_on",
    }  # fmt: skip
    assert ask(client, "/lookup?code=ZZZZZZZZ").status_code == 404
