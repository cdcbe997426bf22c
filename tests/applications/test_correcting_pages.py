"""Answering a correction on its pages: the marked items only, before beside after, then sent."""

import pytest

from applications.enums import State
from applications.models import Application
from enterprises.enums import Role
from tests.factories.applications import (
    make_application,
    make_correction,
    member_of,
    signed_in,
)
from tests.factories.eforms import make_definition, make_field, make_form_version
from tests.factories.files import make_file, upload

pytestmark = pytest.mark.django_db
NAME = make_field("text", "product_name", label="产品名称")
PLAN = make_field("text", "plan", label="研究方案")
SCAN = make_field("file", "scan", label="扫描件", required=False, accept=("pdf",))


@pytest.fixture
def matter(owner):
    made = make_application(
        owner,
        state=State.CORRECTION_BEFORE,
        form_version=make_form_version(definition=make_definition(NAME, PLAN, SCAN)),
        answers={"product_name": "甲颗粒", "plan": "旧方案", "scan": []},
    )
    stored = make_file(owner, attached_to=str(made.uuid), name="旧扫描.pdf")
    made.answers["scan"] = [str(stored.uuid)]
    made.save()
    make_correction(made, "plan", "scan")
    return made


def url(matter, tail=""):
    return f"/space/applications/{matter.uuid}/correct/{tail}"


def test_detail__correction_runs__says_what_and_until_when(client, matter):
    page = client.get(matter.get_absolute_url()).content.decode()
    assert "需要您补正" in page
    assert "共 2 处" in page
    assert url(matter) in page


def test_correct__page__draws_the_marked_fields_only(client, matter):
    page = client.get(url(matter)).content.decode()
    assert 'name="plan"' in page
    assert 'name="product_name"' not in page
    assert "提交时：" in page
    assert "内容有误" in page


def test_correct__field_not_marked__never_written(client, matter):
    data = {"version": matter.version, "plan": "新方案", "product_name": "乙", "go": "stay"}
    client.post(url(matter), data)
    matter.refresh_from_db()
    assert matter.answers["product_name"] == "甲颗粒"
    assert matter.answers["plan"] == "旧方案"  # what was sent stands until the answer is sent


def test_correct__round_trip__before_and_after_then_on_with_the_matter(client, matter):
    old = matter.answers["scan"][0]
    data = {
        "version": matter.version,
        "plan": "新方案",
        "remove": f"scan:{old}",
        "file-scan": upload(name="新扫描.pdf"),
        "go": "next",
    }
    assert client.post(url(matter), data)["Location"] == url(matter, "review/")
    review = client.get(url(matter, "review/")).content.decode()
    assert "旧方案" in review
    assert "新方案" in review
    client.post(url(matter, "review/"))
    matter.refresh_from_db()
    assert matter.state == State.SUBMITTED
    assert matter.answers["plan"] == "新方案"
    page = client.get(matter.get_absolute_url()).content.decode()
    assert "补正前后" in page
    assert "旧方案" in page
    assert "旧扫描.pdf" in page  # what was sent first stays to be read
    assert "新扫描.pdf" in page


def test_correct__nothing_changed__not_sent(client, matter):
    answer = client.post(url(matter, "review/"))
    assert answer.status_code == 422
    assert Application.objects.get(pk=matter.pk).state == State.CORRECTION_BEFORE


def test_correct__emptied__led_to_the_field(client, matter):
    data = {"version": matter.version, "plan": "", "go": "next"}
    answer = client.post(url(matter), data)
    assert answer.status_code == 422
    assert "#id_plan" in answer.content.decode()


def test_correct__autosave__quiet_and_kept(client, matter):
    data = {"version": matter.version, "plan": "写到一半"}
    answer = client.post(f"{url(matter)}?autosave=1", data, headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "写到一半" in client.get(url(matter)).content.decode()


def test_correct__older_page_saves__409_and_what_was_typed_stays(client, matter):
    client.post(url(matter), {"version": matter.version, "plan": "先存的", "go": "stay"})
    answer = client.post(url(matter), {"version": matter.version, "plan": "后写的", "go": "stay"})
    assert answer.status_code == 409
    assert "后写的" in answer.content.decode()


def test_correct__no_round_runs__back_to_the_matter(client, owner):
    other = make_application(owner, state=State.SUBMITTED)
    assert client.get(url(other))["Location"] == other.get_absolute_url()
    assert client.get(url(other, "review/"))["Location"] == other.get_absolute_url()


def test_correct__reader__looks_on(client, matter):
    signed_in(client, member_of(matter.enterprise, Role.READER))
    assert client.get(url(matter))["Location"] == matter.get_absolute_url()
    assert client.get(matter.get_absolute_url()).status_code == 200
