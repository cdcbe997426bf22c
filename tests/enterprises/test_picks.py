"""What forms offer: one's own, in force, nothing that needs a mask."""

from datetime import date

import pytest

from enterprises.services import (
    discard_document,
    pick_documents,
    pick_products,
    pick_sites,
    pick_staff,
)
from tests.factories.applications import clerk, make_enterprise, member_of, natural_person
from tests.factories.papers import (
    AT,
    TODAY,
    make_certificate,
    make_document,
    make_product,
    make_site,
    make_staff_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return member_of(make_enterprise())


def test_picks__of_others__are_not_offered(owner):
    make_site(owner), make_product(owner), make_staff_member(owner), make_document(owner)
    for acting in (member_of(make_enterprise()), natural_person(), clerk()):
        assert pick_sites(acting) == pick_products(acting) == []
        assert pick_staff(acting, TODAY) == pick_documents(acting, on=TODAY) == []


def test_pick_sites__own__by_kind_and_address(owner):
    site = make_site(owner)
    (pick,) = pick_sites(owner)
    assert (pick.id, pick.label) == (str(site.uuid), "一厂区")
    assert pick.facts == {"kind": "生产地址", "name": "一厂区", "address": "北京市示例路1号"}


def test_pick_products__own__with_its_numbers(owner):
    make_product(owner, approval_number="国药准字Z00000001（示例）")
    (pick,) = pick_products(owner)
    assert pick.facts["approval_number"] == "国药准字Z00000001（示例）"
    assert pick.facts["specification"] == "10 g"
    assert pick.facts["kind"] == "药品"


def test_pick_staff__gone_or_not_yet_come__not_offered(owner):
    make_staff_member(owner, name="在岗")
    make_staff_member(owner, name="末日", left_on=date(2026, 11, 19))
    make_staff_member(owner, name="已离职", left_on=TODAY)
    make_staff_member(owner, name="未入职", joined_on=date(2026, 11, 19))
    assert [pick.label for pick in pick_staff(owner, TODAY)] == ["在岗", "末日"]


def test_pick_staff__certificates__only_those_in_force(owner):
    member = make_staff_member(owner)
    make_certificate(member, number="有效一号", valid_until=TODAY)
    make_certificate(member, number="过期二号", valid_until=date(2026, 11, 17))
    make_certificate(member, number="未到三号", issued_on=date(2026, 11, 19))
    (pick,) = pick_staff(owner, TODAY)
    assert pick.facts["certificates"] == "检验员上岗证 有效一号"
    assert pick.facts["post"] == pick.facts["kind"] == "质量负责人"


def test_pick_staff__personal_numbers__are_in_no_pick(owner):
    member = make_staff_member(owner)
    said = str(pick_staff(owner, TODAY))
    assert member.id_number not in said
    assert member.phone not in said


def test_pick_staff__however_many__in_two_queries(owner, django_assert_num_queries):
    for _ in range(5):
        make_certificate(make_staff_member(owner))
    with django_assert_num_queries(2):
        assert len(pick_staff(owner, TODAY)) == 5


def test_pick_documents__expired_trashed_or_of_another_kind__not_offered(owner):
    kept = make_document(owner, title="报告", expires_on=TODAY)
    make_document(owner, title="旧报告", expires_on=date(2026, 11, 17))
    make_document(owner, title="合同", kind="contract")
    trashed = make_document(owner, title="扔掉")
    discard_document(acting=owner, document_uuid=trashed.uuid, at=AT)
    (pick,) = pick_documents(owner, "检测报告", on=TODAY)
    assert (pick.id, pick.label) == (str(kept.uuid), "报告")
    assert pick.facts["expires_on"] == "2026-11-18"
    assert len(pick_documents(owner, on=TODAY)) == 2
