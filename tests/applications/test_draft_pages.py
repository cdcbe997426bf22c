"""A draft on its pages: how far it is, with whom, with which form."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.enums import State
from applications.presentation import draft_rows
from enterprises.enums import Role
from foundation.accounts.http import shown_entry
from foundation.accounts.services.kept import keep_entry, kept_fields
from foundation.core.clock import now
from foundation.eforms.definition import Definition, Step
from foundation.eforms.enums import Operator
from foundation.eforms.rules import Condition, Test as Rule
from foundation.files.models import StoredFile
from foundation.notifications.models import Message
from tests.factories.applications import (
    make_application,
    make_enterprise,
    make_identity_of,
    member_of,
    natural_person,
    signed_in,
)
from tests.factories.eforms import make_definition, make_field, make_form_version
from tests.factories.files import PDF
from tests.factories.papers import make_document

pytestmark = pytest.mark.django_db
NAME = make_field(key="name", label="名称")
AMOUNT = make_field("number", "amount", label="数量")
NOTE = make_field(key="note", label="备注", required=False)
PAPER = make_field("file", "paper", label="资料", accept=("pdf",), max_files=2)
THREE_STEPS = Definition(
    steps=(
        Step(title="产品", fields=(NAME,)),
        Step(title="数量", fields=(AMOUNT,)),
        Step(title="其他", fields=(NOTE,)),
    )
)


@pytest.fixture
def firm():
    return make_enterprise()


@pytest.fixture
def owner(firm):
    acting = member_of(firm)
    make_identity_of(acting)
    return acting


def _draft(owner, definition=THREE_STEPS, **answers):
    return make_application(
        owner, form_version=make_form_version(definition=definition), answers=answers
    )


def _with_newer_form(owner, at, **answers):
    series = f"test:{uuid4()}"
    first = make_form_version(series, make_definition(NAME, AMOUNT), at=at - timedelta(days=9))
    draft = make_application(owner, form_version=first, answers=answers)
    make_form_version(series, make_definition(NAME, NOTE), at=at)
    return draft


def _progress(draft):
    return str(draft_rows([draft])[0]["progress"])


def _address(draft, tail="fill/1/"):
    return f"/space/applications/{draft.uuid}/{tail}"


def test_progress__steps_begun_and_right__are_counted(owner):
    assert _progress(_draft(owner)) == "0/3 步"
    assert _progress(_draft(owner, name="甲", amount="x")) == "1/3 步"
    assert _progress(_draft(owner, name="甲", amount="3", note="")) == "3/3 步"


def test_rail__on_the_page__says_what_is_complete_and_leads_to_any_step(client, owner):
    draft = _draft(owner, name="甲", amount="x")
    signed_in(client, owner)
    page = client.get(_address(draft, "fill/3/")).content.decode()
    assert "已填好" in page
    assert "1 处待补" in page
    assert _address(draft, "fill/2/") + "?check=1" in page
    assert _address(draft, "review/") in page


def test_autosave__rail__is_told_anew(client, owner):
    draft = _draft(owner)
    signed_in(client, owner)
    response = client.post(
        _address(draft, "fill/2/?autosave=1"),
        {"version": 1, "amount": "三"},
        headers={"HX-Request": "true"},
    )
    assert re.search(r'id="draft-rail" hx-swap-oob="true"', response.content.decode())


def test_review__each_step__leads_back_to_itself(client, owner):
    draft = _draft(owner, name="甲", amount="3")
    signed_in(client, owner)
    page = client.get(_address(draft, "review/")).content.decode()
    for number in (1, 2, 3):
        assert f'href="{_address(draft, f"fill/{number}/")}"' in page


def test_conflict__both_texts__side_by_side_and_who_saved(client, firm, owner):
    draft = _draft(owner, name="")
    colleague = member_of(firm, Role.FILLER)
    signed_in(client, colleague)
    client.post(_address(draft), {"version": 1, "go": "stay", "name": "先保存的"})
    client.logout()
    signed_in(client, owner)
    response = client.post(_address(draft), {"version": 1, "go": "stay", "name": "后写的"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "先保存的" in page
    assert 'value="后写的"' in page
    assert f"最近保存的是 {colleague.user}" in page


def test_hand_over__page__chooses_tells_and_the_draft_says_so(client, firm, owner):
    draft, colleague = _draft(owner), member_of(firm, Role.FILLER)
    signed_in(client, owner)
    data = {"colleague": str(colleague.user.uuid), "note": "请补数量"}
    response = client.post(_address(draft, "colleague/"), data, follow=True)
    assert f"已请 {colleague.user} 填写" in response.content.decode()
    assert Message.objects.get(recipient=colleague.user).body.endswith("请补数量")


def test_hand_over__nobody_chosen__422_and_the_note_stays(client, firm, owner):
    member_of(firm, Role.FILLER)
    draft = _draft(owner)
    signed_in(client, owner)
    response = client.post(_address(draft, "colleague/"), {"note": "写好的话"})
    assert response.status_code == 422
    assert "请选择一位同事" in response.content.decode()
    assert "写好的话" in response.content.decode()


def test_hand_over__no_colleagues__says_how_they_come(client, owner):
    draft = _draft(owner)
    signed_in(client, owner)
    assert "添加成员" in client.get(_address(draft, "colleague/")).content.decode()


def test_hand_over__of_a_person__is_not_there(client):
    person = natural_person()
    draft = _draft(person)
    signed_in(client, person)
    assert client.get(_address(draft, "colleague/")).status_code == 404


def test_newer_form__opening_the_draft__asks_first_and_says_what_changed(client, owner):
    draft = _with_newer_form(owner, now(), name="甲", amount="3")
    signed_in(client, owner)
    for tail in ("fill/1/", "review/"):
        assert client.get(_address(draft, tail))["Location"] == _address(draft, "new-form/")
    page = client.get(_address(draft, "new-form/")).content.decode()
    assert "字段「数量」删除" in page
    assert "继续用原来的申请表" in page


def test_newer_form__kept__draft_opens_and_nobody_asks_again(client, owner):
    draft = _with_newer_form(owner, now(), name="甲")
    signed_in(client, owner)
    response = client.post(_address(draft, "new-form/"), {"choice": "keep", "version": 1})
    assert response["Location"] == _address(draft)
    page = client.get(_address(draft))
    assert page.status_code == 200
    assert "申请表已更新，看看变化" in page.content.decode()


def test_newer_form__taken__answers_go_along_and_the_lost_are_named(client, owner):
    draft = _with_newer_form(owner, now(), name="甲", amount="3")
    signed_in(client, owner)
    data = {"choice": "renew", "version": 1}
    page = client.post(_address(draft, "new-form/"), data, follow=True).content.decode()
    assert 'value="甲"' in page
    assert "新版不再有这些内容：数量" in page


def test_newer_form__for_long__old_one_is_offered_no_more(client, owner):
    draft = _with_newer_form(owner, now() - timedelta(days=40), name="甲")
    signed_in(client, owner)
    page = client.get(_address(draft, "new-form/")).content.decode()
    assert "已停止接收" in page
    assert "继续用原来的申请表" not in page


def test_newer_form__reader__reads_the_draft_as_it_is(client, firm, owner):
    draft = _with_newer_form(owner, datetime(2026, 11, 1, tzinfo=UTC), name="甲")
    signed_in(client, member_of(firm, Role.READER))
    assert client.get(_address(draft)).status_code == 200


def test_newer_form__none__page_leads_on_to_the_draft(client, owner):
    draft = _draft(owner)
    signed_in(client, owner)
    assert client.get(_address(draft, "new-form/")).status_code == 302


def test_upload__one_file__comes_back_as_part(client, owner):
    draft = _draft(owner, make_definition(PAPER))
    signed_in(client, owner)
    sent = {"file": SimpleUploadedFile("资料.pdf", PDF)}
    response = client.post(_address(draft, "files/paper/"), sent)
    assert response.status_code == 200
    assert "data-held" in response.content.decode()
    assert str(StoredFile.objects.get().uuid) in response.content.decode()


@pytest.mark.parametrize("sent", [{}, {"file": SimpleUploadedFile("资料.pdf", b"MZ")}])
def test_upload__nothing_or_refused__one_sentence(client, owner, sent):
    draft = _draft(owner, make_definition(PAPER))
    signed_in(client, owner)
    response = client.post(_address(draft, "files/paper/"), sent)
    assert response.status_code == 422
    assert response.content.decode().strip().endswith("。")
    assert "<" not in response.content.decode()


@pytest.mark.parametrize("tail", ["colleague/", "new-form/", "files/paper/"])
def test_draft__of_another_enterprise__not_there(client, owner, tail):
    draft = _draft(owner)
    signed_in(client, member_of(make_enterprise()))
    assert client.post(_address(draft, tail)).status_code == 404


WHEN_YES = Condition(tests=(Rule(key="new", operator=Operator.IS, value="true"),))
COLUMNS = (
    make_field("number", "count", label="数量"),
    make_field("money", "price", label="单价"),
    make_field("calculated", "cost", label="金额", decimals=2, formula="count * price", total=True),
)
LIVE = make_definition(
    make_field("yes_no", "new", label="是否新增"),
    make_field(key="why", label="原因", show=WHEN_YES),
    make_field("table", "items", label="设备", fields=COLUMNS),
)


def test_live__typed_and_not_saved__says_what_is_shown_and_calculated(client, owner):
    draft = _draft(owner, LIVE)
    signed_in(client, owner)
    typed = {"new": "false", "items-rows": "2", "items-0-count": "", "items-0-price": "",
             "items-1-count": "2", "items-1-price": "1.50"}  # fmt: skip
    state = client.post(_address(draft, "fill/1/live/"), typed).json()
    assert state["hidden"] == ["why"]
    assert state["values"]["items-1-cost"] == "3.00"
    assert state["values"]["items-total-cost"] == "3.00"
    draft.refresh_from_db()
    assert (draft.answers, draft.version) == ({}, 1)


def test_live__submitted_meanwhile__409(client, owner):
    matter = make_application(owner, state=State.SUBMITTED)
    signed_in(client, owner)
    assert client.post(_address(matter, "fill/1/live/")).status_code == 409


def test_rows__added_without_javascript__one_more_is_drawn(client, owner):
    draft = _draft(owner, LIVE)
    signed_in(client, owner)
    typed = {"version": 1, "rows": "add:items", "items-rows": "1", "items-0-count": "2"}
    page = client.post(_address(draft), typed, follow=True).content.decode()
    assert 'name="items-1-count"' in page
    draft.refresh_from_db()
    assert len(draft.answers["items"]) == 1


def test_rows__removed_without_javascript__that_one_goes(client, owner):
    draft = _draft(owner, LIVE)
    signed_in(client, owner)
    typed = {"version": 1, "rows": "remove:items:0", "items-rows": "2",
             "items-0-count": "1", "items-1-count": "2"}  # fmt: skip
    client.post(_address(draft), typed)
    draft.refresh_from_db()
    assert [row["count"] for row in draft.answers["items"]] == ["2"]


def test_review__table__is_shown_as_one_and_only_what_is_asked(client, owner):
    items = [{"count": "2", "price": "1.50"}]
    draft = _draft(owner, LIVE, new=False, why="不再问", items=items)
    signed_in(client, owner)
    page = client.get(_address(draft, "review/")).content.decode()
    assert "3.00" in page
    assert "不再问" not in page


def test_wrong_cell__review__leads_to_it(client, owner):
    draft = _draft(owner, LIVE, new=False, items=[{"count": "二", "price": "1"}])
    signed_in(client, owner)
    page = client.get(_address(draft, "review/")).content.decode()
    assert "?check=1#id_items-0-count" in page


def test_hidden_step__is_left_out_of_rail_and_way(client, owner):
    steps = (
        Step(title="一", fields=(make_field("yes_no", "new", label="是否"),)),
        Step(title="二", fields=(NAME,), show=WHEN_YES),
        Step(title="三", fields=(NOTE,)),
    )
    draft = _draft(owner, Definition(steps=steps))
    signed_in(client, owner)
    response = client.post(_address(draft), {"version": 1, "go": "next", "new": "false"})
    assert response["Location"] == _address(draft, "fill/3/")
    assert "共 2 步" in client.get(_address(draft, "fill/3/")).content.decode()


def test_document_of_the_store__picked__a_copy_is_in_the_slot(client, owner):
    document = make_document(owner, title="稳定性报告")
    draft = _draft(owner, make_definition(NAME, PAPER))
    signed_in(client, owner)
    assert "稳定性报告" in client.get(_address(draft)).content.decode()
    typed = {"version": 1, "name": "甲", "attach": f"paper:{document.uuid}"}
    client.post(_address(draft), typed)
    draft.refresh_from_db()
    copy = StoredFile.objects.get(uuid=draft.answers["paper"][0])
    assert (copy.attached_to, copy.name) == (str(draft.uuid), "检测报告.pdf")
    assert draft.answers["name"] == "甲"


def test_document_of_the_store__of_another_kind__is_not_offered(client, owner):
    make_document(owner, title="稳定性报告")
    slot = make_field("file", "paper", label="图片", accept=("image",))
    draft = _draft(owner, make_definition(slot))
    signed_in(client, owner)
    assert "稳定性报告" not in client.get(_address(draft)).content.decode()


@pytest.mark.parametrize("name", ["nonsense", "00000000-0000-4000-8000-000000000000", "foreign"])
def test_document_of_the_store__foreign_or_none__told_and_nothing_kept(client, owner, name):
    if name == "foreign":
        name = make_document(member_of(make_enterprise())).uuid
    draft = _draft(owner, make_definition(PAPER))
    signed_in(client, owner)
    response = client.post(_address(draft), {"version": 1, "attach": f"paper:{name}"})
    assert response.status_code == 422
    assert "没有找到这份文档" in response.content.decode()


def test_expired_session__rows_of_a_table__come_back_and_are_saved(client, owner):
    draft = _draft(owner, LIVE)
    typed = {"version": ["1"], "items-rows": ["2"], "items-0-count": ["1"], "items-1-count": ["2"]}
    address = _address(draft)
    entry = keep_entry(user=owner.user, target=address, page=address, fields=typed, at=now())
    sent = shown_entry(kept_fields(entry))["sent"]
    signed_in(client, owner)
    assert client.post(entry.target, dict(sent)).status_code == 302
    draft.refresh_from_db()
    assert [row["count"] for row in draft.answers["items"]] == ["1", "2"]
