"""Asking for a correction at the desk, and what a move asks for beside words."""

import pytest
from django.urls import reverse

from applications.enums import State
from applications.models import ClockEvent, MatterMessage
from tests.factories.applications import (
    approver,
    clerk,
    make_application,
    make_reason,
    reviewer,
    signed_in,
    staff_with,
)

pytestmark = pytest.mark.django_db


def address(matter):
    return reverse("matters:ask_correction", args=[matter.uuid])


def marked(matter, reason, key="product_name", **more):
    return {
        f"mend-{key}": "on",
        f"reason-{key}": str(reason.pk),
        f"text-{key}": "请写全称",
        "answer_by": "2026-12-20",
        **more,
    }


@pytest.fixture(autouse=True)
def _day(time_machine):
    time_machine.move_to("2026-11-18 10:00:00+08:00")


@pytest.fixture
def matter():
    return make_application(state=State.SUBMITTED)


def test_correction__marked_item__opens_it_and_tells_the_applicant(client, matter):
    reason = make_reason()
    answer = signed_in(client, clerk()).post(address(matter), marked(matter, reason))
    matter.refresh_from_db()
    assert answer.status_code == 302
    assert matter.state == State.CORRECTION_BEFORE
    item = matter.corrections.get().items.get()
    assert (item.key, item.reason, item.text) == ("product_name", reason, "请写全称")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"mend-product_name": None}, "至少标出一项"),
        ({"reason-product_name": ""}, "选择补正原因"),
        ({"reason-product_name": "²"}, "选择补正原因"),
        ({"answer_by": "2026-11-18"}, "补正期限"),
        ({"answer_by": "很快"}, "样子填写日期"),
    ],
)
def test_correction__amiss__is_told_and_what_was_typed_stays(client, matter, change, told):
    sent = {**marked(matter, make_reason()), **change}
    sent = {name: value for name, value in sent.items() if value is not None}
    answer = signed_in(client, clerk()).post(address(matter), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert "请写全称" in page
    matter.refresh_from_db()
    assert matter.state == State.SUBMITTED


def test_correction__second_round__is_a_supervisors_with_a_reason(client, matter):
    signed_in(client, clerk()).post(address(matter), marked(matter, make_reason()))
    matter.refresh_from_db()
    type(matter).objects.filter(pk=matter.pk).update(state=State.SUBMITTED)
    matter.corrections.update(answered_at=matter.saved_at)
    again = signed_in(client, clerk()).post(address(matter), marked(matter, make_reason()))
    assert again.status_code == 403
    head = staff_with("accept_application", "supervise_application")
    without = signed_in(client, head).post(address(matter), marked(matter, make_reason()))
    assert without.status_code == 422
    sent = marked(matter, make_reason(), approval_reason="首次核对时漏看")
    assert signed_in(client, head).post(address(matter), sent).status_code == 302
    assert matter.corrections.last().approval_reason == "首次核对时漏看"


def test_correction__page_for_whom_it_is_not__offers_nothing(client, matter):
    page = signed_in(client, approver()).get(address(matter)).content.decode()
    assert "mend-product_name" not in page


def test_special__without_a_cause__is_told_with_it_the_clock_stands(client):
    matter = make_application(state=State.EXAMINING)
    move = reverse("matters:move", args=[matter.uuid, "begin_special"])
    browser = signed_in(client, reviewer())
    refused = browser.post(move, {"note": "下周现场检查", "cause": ""})
    assert refused.status_code == 422
    assert "请选择事由" in refused.content.decode()
    assert "下周现场检查" in refused.content.decode()
    assert browser.post(move, {"note": "下周现场检查", "cause": "site_check"}).status_code == 302
    assert ClockEvent.objects.get(application=matter).cause == "site_check"


@pytest.mark.parametrize(("days", "status"), [("", 422), ("11", 422), ("x", 422), ("5", 302)])
def test_extend__by_days__one_to_ten(client, days, status):
    matter = make_application(state=State.DECIDING)
    move = reverse("matters:move", args=[matter.uuid, "extend"])
    answer = signed_in(client, approver()).post(move, {"note": "情况复杂", "days": days})
    assert answer.status_code == status


def test_thread__from_the_desk__reaches_the_applicant_and_marks_read(client, matter):
    asked = MatterMessage.objects.create(
        application=matter,
        side="applicant",
        author=matter.applicant,
        text="进度？",
        at=matter.saved_at,
    )
    browser = signed_in(client, clerk())
    browser.post(reverse("matters:write", args=[matter.uuid]), {"text": "本周答复"})
    asked.refresh_from_db()
    assert asked.read_at is not None
    assert matter.messages.filter(side="staff").get().text == "本周答复"


def test_thread__empty__is_told(client, matter):
    answer = signed_in(client, clerk()).post(
        reverse("matters:write", args=[matter.uuid]), {"text": " "}
    )
    assert answer.status_code == 422
    assert "请填写消息内容" in answer.content.decode()
