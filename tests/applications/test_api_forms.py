"""Forms of every kind of field through the API: what the page takes and says, the API does too."""

import pytest

from applications import services
from foundation.core.clock import now
from foundation.eforms.definition import Definition, Step
from foundation.eforms.enums import FieldKind, Operator, PrefillMode
from foundation.eforms.gallery import FIELDS
from foundation.eforms.rules import Condition, Test as Rule
from foundation.eforms.schemas import FormOut
from tests.eforms.posting import as_posted
from tests.factories.applications import (
    make_application,
    make_enterprise,
    member_of,
)
from tests.factories.eforms import CREDIT_CODE, IDENTITY_CARD, make_field, make_form_version
from tests.factories.files import upload
from tests.factories.papers import make_document, make_licence, make_product, make_site

pytestmark = pytest.mark.django_db
EVERY_KIND = Definition(steps=(Step(title="全部字段", fields=FIELDS),))
TYPED = {
    "title": "  牛黄　解毒片 ",
    "reason": "说明\r\n第二行",
    "amount": "１,２００.50万盒",
    "capital": "36.5 万元",
    "begins": "2026年12月1日",
    "period": {"from": "2026/12/01", "to": "20261115"},
    "form_of_drug": "片剂",
    "standard": "企业标准",
    "category": "中成药",
    "channels": ["站内消息", "站内消息", "传真"],
    "imported": False,
    "card": "110105 19491231 002x",
    "code": CREDIT_CODE.lower(),
    "phone": "12",
    "email": "someone",
    "postcode": "１０００２０",
    "region": "999999",
    "address": {"region": "110108", "detail": ""},
    "keepers": [{"who": "张示例", "card": "1", "since": "2026-01-01"}, {"who": ""}],
    "devices": [{"name": "压片机", "grade": "E 级", "number": "2", "price": "36.5", "sum": "9"}],
    "total": "1",
    "promise": True,
}


def _draft(owner, *fields, answers=None):
    definition = Definition(steps=(Step(title="甲", fields=fields),)) if fields else EVERY_KIND
    version = make_form_version(definition=definition)
    return make_application(owner, form_version=version, answers=answers or {}, version=1)


def _save(client, draft, answers):
    draft.refresh_from_db()
    body = {"version": draft.version, "answers": answers}
    address = f"/api/v1/applications/{draft.uuid}"
    return client.patch(address, body, content_type="application/json")


def _post(client, draft, answers):
    draft.refresh_from_db()
    posted = as_posted(draft.form_version.compiled, answers)
    typed = {**dict(posted.lists()), "version": draft.version, "go": "next"}
    return client.post(f"/space/applications/{draft.uuid}/fill/1/", typed)


def _submit(client, draft):
    answer = client.post(
        f"/api/v1/applications/{draft.uuid}/submit", content_type="application/json"
    )
    return answer.status_code, {each["field"]: each["message"] for each in answer.json()["errors"]}


def test_every_kind__by_page_and_by_api__stored_alike_and_told_the_same(client, owner):
    by_page, by_api = _draft(owner), _draft(owner)
    page = _post(client, by_page, TYPED)
    assert _save(client, by_api, TYPED).status_code == 200
    by_page.refresh_from_db()
    by_api.refresh_from_db()
    assert by_page.answers == by_api.answers
    status, told = _submit(client, by_api)
    assert status == 422
    assert told == services.missing_answers(by_page, at=now())
    assert {"period", "standard", "phone", "email", "region", "address", "keepers.0.card",
            "devices.0.grade", "licence", "paper"} <= set(told)  # fmt: skip
    shown = page.content.decode()
    assert page.status_code == 422
    assert all(sentence.replace("'", "&#x27;") in shown for sentence in told.values())


def test_saved__in_one_spelling__nothing_calculated_from_outside(client, owner):
    saved = _save(client, _draft(owner), TYPED).json()["answers"]
    assert saved["amount"] == "1200.50"
    assert saved["period"] == {"from": "2026-12-01", "to": "2026-11-15"}
    assert (saved["card"], saved["code"]) == (IDENTITY_CARD, CREDIT_CODE)
    assert saved["postcode"] == "100020"
    assert saved["keepers"] == [{"who": "张示例", "card": "1", "since": "2026-01-01"}]
    assert "sum" not in saved["devices"][0]
    assert "total" not in saved


def test_pickers__own_and_foreign__labelled_or_refused(client, owner):
    other = member_of(make_enterprise())
    kinds = ("licence", "site", "product")
    draft = _draft(owner, *(make_field(kind) for kind in kinds))
    foreign = dict(zip(kinds, _goods(other), strict=True))
    own = dict(zip(kinds, _goods(owner), strict=True))
    _save(client, draft, {key: {"id": str(thing.uuid)} for key, thing in foreign.items()})
    status, told = _submit(client, draft)
    assert (status, set(told)) == (422, set(kinds))
    _save(client, draft, {key: str(thing.uuid) for key, thing in own.items()})
    sent = client.post(f"/api/v1/applications/{draft.uuid}/submit", content_type="application/json")
    assert sent.status_code == 200
    chosen = sent.json()["answers"]
    assert {key: chosen[key]["id"] for key in kinds} == {k: str(own[k].uuid) for k in kinds}
    assert all(chosen[key]["label"] for key in kinds)


def _goods(acting):
    return make_licence(acting), make_site(acting), make_product(acting)


def test_files__named_in_answers__are_not_taken_so(client, owner):
    document = make_document(owner)
    draft = _draft(owner, make_field("file", accept=("pdf",)))
    _save(client, draft, {"file": [str(document.file.uuid)]})
    draft.refresh_from_db()
    assert draft.answers == {}
    assert set(_submit(client, draft)[1]) == {"file"}


def test_file__sent_and_removed__as_on_the_page(client, owner):
    draft = _draft(owner, make_field("file", accept=("pdf",)))
    address = f"/api/v1/applications/{draft.uuid}/files"
    taken = client.post(f"{address}?field=file", {"file": upload()}).json()
    removed = client.delete(f"{address}/{taken['id']}?field=file")
    again = client.delete(f"{address}/{taken['id']}?field=file")
    draft.refresh_from_db()
    assert (removed.status_code, again.status_code) == (204, 404)
    assert draft.answers == {"file": []}


def test_file__of_another_enterprise__is_not_there(client, owner):
    other = member_of(make_enterprise())
    draft = _draft(other, make_field("file", accept=("pdf",)))
    stored = services.attach_file(
        acting=other, application=draft, key="file", upload=upload(), at=now()
    )
    answer = client.delete(f"/api/v1/applications/{draft.uuid}/files/{stored.uuid}?field=file")
    draft.refresh_from_db()
    assert answer.status_code == 404
    assert draft.answers == {"file": [str(stored.uuid)]}


def test_submitted__hidden_calculated_and_locked__count_as_the_server_says(client, owner):
    shown = Condition(tests=(Rule(key="yes_no", operator=Operator.IS, value="true"),))
    draft = _draft(
        owner,
        make_field("text", "firm", prefill="enterprise.name", prefill_mode=PrefillMode.LOCKED),
        make_field("yes_no"),
        make_field("text", "why", show=shown),
        make_field("number"),
        make_field("calculated", formula="number * 2"),
    )
    _save(client, draft, {"firm": "别家", "yes_no": False, "why": "不该留下", "number": "2",
                          "calculated": "999"})  # fmt: skip
    sent = client.post(f"/api/v1/applications/{draft.uuid}/submit", content_type="application/json")
    assert sent.status_code == 200
    assert sent.json()["answers"] == {
        "firm": draft.enterprise.name, "yes_no": False, "number": "2", "calculated": "4",
    }  # fmt: skip


@pytest.mark.parametrize(
    "answer", [None, 7, "甲", True, [], [1, [2]], {"id": {"x": []}}, [{"a": 1}]]
)
def test_any_shape_of_answer__in_any_field__is_kept_or_told_never_a_failure(client, owner, answer):
    draft = _draft(owner)
    assert _save(client, draft, dict.fromkeys(EVERY_KIND.inputs, answer)).status_code == 200
    assert _submit(client, draft)[0] == 422
    assert client.get(f"/space/applications/{draft.uuid}/review/").status_code == 200


def test_form__of_every_kind__names_each_field_in_schema_and_layout():
    form = FormOut.of(make_form_version(definition=EVERY_KIND))
    assert set(form.answers["properties"]) == set(EVERY_KIND.inputs)
    assert {row["kind"] for row in form.layout[0]["fields"]} == set(FieldKind.values)
