"""Licences, people, products and documents of the demonstration."""

from collections import Counter
from datetime import date

import pytest
from django.db import transaction
from django.test import override_settings

from demonstration.loader.papers import load_papers
from demonstration.loader.people import load_people
from demonstration.loader.store import load_documents
from enterprises.models import Enterprise, Product, StaffMember, StoredDocument
from enterprises.services import pick_documents, pick_products, pick_staff
from foundation.accounts.acting import Acting
from foundation.core.validators import validate_identity_card, validate_phone
from foundation.files.enums import FileKind
from licences.models import Licence

from .reading import CONTENT, EXAMPLE

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Everything, once for this file, taken back at its end."""
    folder = tmp_path_factory.mktemp("private")
    settings = override_settings(PRIVATE_FILES_ROOT=folder)
    with django_db_blocker.unblock(), settings, transaction.atomic():
        load_people(CONTENT)
        load_papers(CONTENT)
        load_documents(CONTENT)
        yield
        transaction.set_rollback(True)


def acting_for(name):
    firm = Enterprise.objects.get(name__contains=name)
    return Acting(login_kind="legal", enterprise_id=firm.pk, enterprise_name=firm.name)


def test_licences__of_the_enterprises__as_many_as_the_plan_says(loaded):
    held = Counter(Licence.objects.values_list("enterprise__name", flat=True))
    assert held["北京示例同康药业有限公司"] == 6
    assert held["北京示例安衡医疗器械有限公司"] == 23
    assert held["北京示例新办生物科技有限公司"] == 0
    assert all(EXAMPLE in licence.number or EXAMPLE in licence.holder_name
               for licence in Licence.objects.all())  # fmt: skip
    person = Licence.objects.get(enterprise=None)
    assert (person.holder_name, person.kind) == ("张药师", "pharmacist")


def test_licences__some_ended_and_some_end_soon(loaded):
    standing = Licence.objects.in_force(DAY)
    assert Licence.objects.count() - standing.count() >= 4
    assert standing.filter(valid_until__lt=date(2027, 1, 31)).count() >= 6


def test_people__about_forty__with_sound_numbers_and_certificates(loaded):
    people = StaffMember.objects.with_certificates()
    assert 38 <= people.count() <= 45
    for member in people:
        validate_identity_card(member.id_number)
        validate_phone(member.phone)
    papers = [paper for member in people for paper in member.certificates.all()]
    ended = [paper for paper in papers if not paper.is_in_force(DAY)]
    assert len(papers) > 50
    assert len(ended) >= 4
    assert len({member.id_number_index for member in people}) == people.count()
    assert StaffMember.objects.get(name="张药师").user.username == "demo:zhang.yaoshi"


def test_people__of_tongkang__are_offered_by_their_posts(loaded):
    offered = pick_staff(acting_for("同康"), DAY)
    assert offered[0].facts["post"] == "法定代表人"
    assert "汤勇" not in {pick.label for pick in offered}  # has left


@pytest.mark.parametrize(
    ("firm", "names"),
    [
        ("同康", {"牛黄解毒片", "甘草合剂片", "阿莫西林"}),
        ("安衡", {"一次性使用医用口罩", "电子血压计", "血糖试纸"}),
        ("素颜", {"保湿面霜", "儿童洗发露"}),
    ],
)
def test_products__of_the_plan__are_offered(loaded, firm, names):
    assert names <= {pick.label for pick in pick_products(acting_for(firm))}


def test_products__their_numbers__are_those_of_licences(loaded):
    numbers = set(Licence.objects.values_list("number", flat=True))
    for product in Product.objects.all():
        assert {product.approval_number, product.licence_number} - {""} <= numbers, product


def test_documents__about_twenty_five__real_and_counted(loaded):
    documents = StoredDocument.objects.with_files()
    assert 24 <= documents.count() <= 30
    assert {document.file.kind for document in documents} == {FileKind.PDF}
    assert documents.trashed().exists()
    for firm in Enterprise.objects.all():
        kept = documents.filter(enterprise=firm)
        assert firm.documents_bytes == sum(document.file.size_bytes for document in kept)
    assert len(pick_documents(acting_for("同康"), on=DAY)) == 9


def test_xinban__has_nothing(loaded):
    acting = acting_for("新办")
    assert pick_staff(acting, DAY) == pick_products(acting) == pick_documents(acting, on=DAY) == []


def test_loading__twice__changes_nothing(loaded):
    before = Licence.objects.count(), StaffMember.objects.count(), StoredDocument.objects.count()
    load_papers(CONTENT)
    load_documents(CONTENT)
    after = Licence.objects.count(), StaffMember.objects.count(), StoredDocument.objects.count()
    assert before == after
