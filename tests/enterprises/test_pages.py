"""The pages of people and documents, and the same through the API."""

from datetime import timedelta

import pytest

from enterprises.enums import DOCUMENTS_BYTES_AT_MOST, Role
from enterprises.models import Enterprise, StoredDocument
from enterprises.services import discard_document
from foundation.core import clock
from tests.factories.applications import make_enterprise, member_of, natural_person, signed_in
from tests.factories.files import PDF, upload
from tests.factories.papers import AT, make_certificate, make_document, make_staff_member

pytestmark = pytest.mark.django_db
DOCUMENTS, STAFF = "/space/documents/", "/space/staff/"


@pytest.fixture
def owner():
    return member_of(make_enterprise())


@pytest.fixture
def browser(client, owner):
    return signed_in(client, owner)


def store(browser, **facts):
    sent = {"file": upload(), "kind": "test_report", "title": "出厂检验报告", "expires_on": ""}
    return browser.post(DOCUMENTS, {**sent, **facts})


def test_staff__personal_numbers__masked_on_the_page_and_in_the_api(browser, owner):
    member = make_staff_member(owner)
    today = clock.today()
    make_certificate(member, number="示例有效", valid_until=today + timedelta(days=30))
    make_certificate(member, number="示例过期", valid_until=today - timedelta(days=2))
    page = browser.get(STAFF).content.decode()
    answer = browser.get("/api/v1/enterprise/staff").json()
    for said in (page, str(answer)):
        assert member.id_number not in said
        assert member.phone not in said
        assert "110***********" in said
    assert "还剩 30 天" in page
    assert "已过期 2 天" in page
    assert [paper["number"] for paper in answer["items"][0]["certificates"]]


def test_staff__of_another_enterprise__are_not_shown(browser):
    make_staff_member(member_of(make_enterprise()), name="别家的人")
    assert "别家的人" not in browser.get(STAFF).content.decode()
    assert browser.get("/api/v1/enterprise/staff").json()["count"] == 0


def test_pages__nothing_there__say_so(browser):
    assert "还没有登记人员" in browser.get(STAFF).content.decode()
    assert "还没有存放文档" in browser.get(DOCUMENTS).content.decode()


def test_documents__stored__listed_with_its_use_of_the_room(browser):
    assert store(browser).status_code == 302
    page = browser.get(DOCUMENTS).content.decode()
    assert "出厂检验报告" in page
    assert f"已用 {len(PDF)}" in page.replace("\xa0", " ")
    listed = browser.get("/api/v1/enterprise/documents").json()["items"][0]
    assert (listed["title"], listed["size_bytes"], listed["state"]) == (
        "出厂检验报告",
        len(PDF),
        "kept",
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"file": ""}, "请选择要存放的文件。"),
        ({"kind": "nonsense"}, "nonsense"),
        ({"expires_on": "2026-13-01"}, "2026-13-01"),
        ({"title": "长" * 121}, "121"),
    ],
)
def test_store__bad_input__told_at_the_field_and_nothing_kept(browser, wrong, said):
    answer = store(browser, **wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not StoredDocument.objects.exists()


def test_store__no_room__told_at_the_file(browser, owner):
    full = Enterprise.objects.filter(pk=owner.enterprise_id)
    full.update(documents_bytes=DOCUMENTS_BYTES_AT_MOST)
    answer = store(browser)
    assert answer.status_code == 422
    assert "文档空间不够" in answer.content.decode()
    assert "出厂检验报告" in answer.content.decode()  # what was typed stays


def test_change__discard_restore_erase__by_buttons(browser, owner):
    document = make_document(owner, title="旧合同")
    base = f"{DOCUMENTS}{document.uuid}/"
    assert browser.post(f"{base}discard/").status_code == 302
    assert "回收站" in browser.get(DOCUMENTS).content.decode()
    assert browser.post(f"{base}restore/").status_code == 302
    assert browser.post(f"{base}erase/").status_code == 404  # only from the trash
    browser.post(f"{base}discard/")
    assert browser.post(f"{base}erase/").status_code == 302
    assert not StoredDocument.objects.exists()


def test_change__of_another_or_unknown__404(browser):
    foreign = make_document(member_of(make_enterprise()))
    assert browser.post(f"{DOCUMENTS}{foreign.uuid}/discard/").status_code == 404
    assert browser.post(f"{DOCUMENTS}{foreign.uuid}/burn/").status_code == 404
    assert StoredDocument.objects.kept().get() == foreign


def test_reader__looks_and_changes_nothing(client, owner):
    document = make_document(owner)
    firm = Enterprise.objects.get(pk=owner.enterprise_id)
    browser = signed_in(client, member_of(firm, Role.READER))
    page = browser.get(DOCUMENTS).content.decode()
    assert document.title in page
    assert "存放新文档" not in page
    assert store(browser).status_code == 403
    assert browser.post(f"{DOCUMENTS}{document.uuid}/discard/").status_code == 403


def test_api__for_a_person__is_not_there(client):
    browser = signed_in(client, natural_person())
    for path in ("staff", "documents", "licences"):
        assert browser.get(f"/api/v1/enterprise/{path}").status_code == 404


def test_lists__of_any_length__take_the_same_queries(browser, owner, django_assert_max_num_queries):
    for _ in range(12):
        make_certificate(make_staff_member(owner))
        document = make_document(owner)
    discard_document(acting=owner, document_uuid=document.uuid, at=AT)
    for address in (STAFF, DOCUMENTS, "/api/v1/enterprise/staff", "/api/v1/enterprise/documents"):
        with django_assert_max_num_queries(16):
            assert browser.get(address).status_code == 200
