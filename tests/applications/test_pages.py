"""The applicant's pages and the desk, through the test client."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.enums import State
from applications.models import Application
from foundation.files.models import StoredFile
from tests.factories.applications import (
    approver,
    clerk,
    make_application,
    make_enterprise,
    make_identity_of,
    member_of,
    reviewer,
    signed_in,
)
from tests.factories.content import form_stream, make_service
from tests.factories.eforms import make_definition, make_field, make_form_version
from tests.factories.files import PDF

pytestmark = pytest.mark.django_db
NAME = make_field("text", "product_name", label="产品名称")
UNIT = make_field("number", "amount", label="数量", unit="盒")
PAPER = make_field("file", "paper", label="资料", accept=("pdf",), max_files=1)


@pytest.fixture
def owner():
    acting = member_of(make_enterprise())
    make_identity_of(acting)
    return acting


def _draft(owner, *fields, **answers):
    version = make_form_version(definition=make_definition(*(fields or (NAME, UNIT))))
    return make_application(owner, form_version=version, answers=answers)


def _post(client, draft, **data):
    address = f"/space/applications/{draft.uuid}/fill/1/"
    return client.post(address, {"version": draft.version, "go": "next", **data})


def test_start__mere_visit__creates_nothing(client, owner):
    make_service(publish=True, code="DS90", slug="ds90", form=form_stream(NAME))
    signed_in(client, owner)
    assert client.get("/services/service/ds90/apply/").status_code == 200
    assert not Application.objects.exists()


def test_start__pressed_twice_with_one_key__one_draft(client, owner):
    make_service(publish=True, code="DS90", slug="ds90", form=form_stream(NAME))
    signed_in(client, owner)
    key = str(uuid4())
    first = client.post("/services/service/ds90/apply/", {"key": key})
    again = client.post("/services/service/ds90/apply/", {"key": key})
    assert first["Location"] == again["Location"]
    assert Application.objects.count() == 1


def test_start__form_changed_later__draft_keeps_its_own_version(client, owner):
    service = make_service(publish=True, code="DS90", slug="ds90", form=form_stream(NAME))
    signed_in(client, owner)
    client.post("/services/service/ds90/apply/", {"key": str(uuid4())})
    service.form = form_stream(NAME, UNIT)
    service.save_revision().publish()
    client.post("/services/service/ds90/apply/", {"key": str(uuid4())})
    old, new = Application.objects.order_by("pk")
    assert "数量" not in client.get(f"/space/applications/{old.uuid}/fill/1/").content.decode()
    assert "数量" in client.get(f"/space/applications/{new.uuid}/fill/1/").content.decode()


def test_start__signed_out__to_sign_in_and_back(client):
    make_service(publish=True, code="DS90", slug="ds90", form=form_stream(NAME))
    response = client.get("/services/service/ds90/apply/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=%2Fservices%2Fservice%2Fds90")


def test_step__wrong_number__422_sentence_at_the_field_and_the_typing_stays(client, owner):
    draft = _draft(owner)
    signed_in(client, owner)
    response = _post(client, draft, product_name="甲", amount="十二盒")
    page = response.content.decode()
    assert response.status_code == 422
    assert "「数量」应是数字" in page
    assert 'value="十二盒"' in page
    draft.refresh_from_db()
    assert draft.answers == {"product_name": "甲", "amount": "十二盒"}


def test_step__saved_elsewhere_meanwhile__409_with_both_texts(client, owner):
    draft = _draft(owner, product_name="")
    signed_in(client, owner)
    assert _post(client, draft, product_name="先保存的", amount="1").status_code == 302
    response = _post(client, draft, product_name="后写的", amount="1")
    page = response.content.decode()
    assert response.status_code == 409
    assert "先保存的" in page
    assert 'value="后写的"' in page
    draft.refresh_from_db()
    assert draft.answers["product_name"] == "先保存的"


def test_autosave__part__tells_the_time_and_the_next_version(client, owner):
    draft = _draft(owner)
    signed_in(client, owner)
    response = client.post(
        f"/space/applications/{draft.uuid}/fill/1/?autosave=1",
        {"version": 1, "product_name": "甲"},
        headers={"HX-Request": "true"},
    )
    assert response.status_code == 200
    assert "已保存" in response.content.decode()
    assert re.search(r'value="2"[^>]*hx-swap-oob', response.content.decode())


def test_upload__beside_typing__both_kept_and_the_wrong_file_is_told(client, owner):
    draft = _draft(owner, NAME, PAPER)
    signed_in(client, owner)
    wrong = SimpleUploadedFile("资料.pdf", b"MZ not a pdf at all")
    response = _post(client, draft, product_name="甲", **{"file-paper": wrong})
    assert response.status_code == 422
    assert not StoredFile.objects.exists()
    draft.refresh_from_db()
    assert draft.answers["product_name"] == "甲"
    right = SimpleUploadedFile("资料.pdf", PDF)
    assert _post(client, draft, product_name="甲", **{"file-paper": right}).status_code == 302
    draft.refresh_from_db()
    stored = StoredFile.objects.get()
    assert draft.answers["paper"] == [str(stored.uuid)]
    assert stored.attached_to == str(draft.uuid)


def test_review__complete__submits_and_shows_the_check_code(client, owner):
    draft = _draft(owner, product_name="甲", amount="3")
    signed_in(client, owner)
    response = client.post(f"/space/applications/{draft.uuid}/review/", follow=True)
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED
    assert draft.check_code in response.content.decode()


def test_review__incomplete__422_with_links_to_the_fields(client, owner):
    draft = _draft(owner, product_name="甲")
    signed_in(client, owner)
    response = client.post(f"/space/applications/{draft.uuid}/review/")
    assert response.status_code == 422
    assert (
        f"/space/applications/{draft.uuid}/fill/1/?check=1#id_amount" in response.content.decode()
    )


def test_withdraw__after_acceptance__told_and_not_done(client, owner):
    matter = make_application(owner, state=State.ACCEPTED)
    signed_in(client, owner)
    response = client.post(f"/space/applications/{matter.uuid}/moves/withdraw/")
    assert response.status_code == 409
    assert "在办" in response.content.decode()


@pytest.mark.parametrize("tail", ["", "fill/1/", "review/", "discard/", "moves/withdraw/"])
def test_matter__of_another_enterprise__404_everywhere(client, owner, tail):
    matter = make_application(owner, state=State.DRAFT)
    signed_in(client, member_of(make_enterprise()))
    assert client.get(f"/space/applications/{matter.uuid}/{tail}").status_code == 404
    assert client.post(f"/space/applications/{matter.uuid}/{tail}").status_code in {404, 405}


def test_desk__draft__not_there_for_staff(client, owner):
    draft = make_application(owner)
    signed_in(client, clerk())
    assert client.get(f"/admin/matters/inspect/{draft.pk}/").status_code == 404


def test_desk__whole_way__each_by_its_role(client, owner):
    matter = make_application(owner, state=State.SUBMITTED)
    way = [
        (clerk(), "accept", ""),
        (examiner := reviewer(), "start_examination", ""),
        (examiner, "finish_examination", "同意"),
        (approver(), "grant", ""),
    ]
    for person, name, note in way:
        client.logout()
        signed_in(client, person)
        page = client.get(f"/admin/matters/inspect/{matter.pk}/").content.decode()
        assert f"/admin/matters/{matter.uuid}/moves/{name}/" in page
        response = client.post(f"/admin/matters/{matter.uuid}/moves/{name}/", {"note": note})
        assert response.status_code == 302
    matter.refresh_from_db()
    assert matter.state == State.GRANTED


def test_desk__reason_missing__422_and_the_page_says_so(client, owner):
    matter = make_application(owner, state=State.SUBMITTED)
    signed_in(client, clerk())
    response = client.post(f"/admin/matters/{matter.uuid}/moves/refuse_acceptance/", {"note": " "})
    assert response.status_code == 422
    assert "请填写理由或意见" in response.content.decode()


def test_desk__matter_moved_meanwhile__409_and_the_note_stays(client, owner):
    matter = make_application(owner, state=State.WITHDRAWN)
    signed_in(client, clerk())
    address = f"/admin/matters/{matter.uuid}/moves/refuse_acceptance/"
    response = client.post(address, {"note": "写了很久的理由"})
    assert response.status_code == 409
    assert "已撤回" in response.content.decode()


def test_desk__list__filters_and_finds(client, owner):
    shown = make_application(owner, state=State.SUBMITTED, product_name="甲片")
    hidden = make_application(owner, state=State.GRANTED, product_name="乙片")
    signed_in(client, clerk())
    page = client.get("/admin/matters/?state=submitted").content.decode()
    assert shown.check_code in page
    assert hidden.check_code not in page
    assert hidden.check_code in client.get("/admin/matters/?q=乙片").content.decode()
