"""Drafts: nothing typed is lost, nothing newer is overwritten, nothing is sent half."""

import pytest

from applications import services
from applications.enums import State
from applications.errors import DraftChanged, Incomplete, MoveNotAllowed, MoveNotOpen
from applications.models import Application
from applications.services.check_codes import ALPHABET, normalise_check_code
from enterprises.enums import Role
from tests.factories.applications import AT, make_application, make_enterprise, member_of
from tests.factories.eforms import make_answers, make_definition, make_field, make_form_version
from tests.factories.papers import make_product

pytestmark = pytest.mark.django_db


def _simple(owner, **answers):
    definition = make_definition(make_field("text", key="product_name", label="产品名称"))
    version = make_form_version(definition=definition)
    return make_application(owner, form_version=version, answers=answers)


def test_save__newer_version_there__refused_and_the_newer_text_stays():
    owner = member_of(make_enterprise())
    draft = _simple(owner, product_name="")
    services.save_draft(
        acting=owner, application=draft, answers={"product_name": "新"}, version=1, at=AT
    )
    with pytest.raises(DraftChanged):
        services.save_draft(
            acting=owner, application=draft, answers={"product_name": "旧"}, version=1, at=AT
        )
    draft.refresh_from_db()
    assert draft.answers == {"product_name": "新"}
    assert draft.product_name == "新"


def test_save__a_registered_product_is_picked__its_name_is_that_of_the_matter():
    owner = member_of(make_enterprise())
    product = make_product(owner, name="示例颗粒")
    definition = make_definition(
        make_field("product", key="product", label="品种"),
        make_field("text", key="product_name", label="产品名称", required=False),
    )
    draft = make_application(owner, form_version=make_form_version(definition=definition))
    for picked, typed, name in [
        ({}, "手写", "手写"),
        ({"id": str(product.uuid)}, "手写", "示例颗粒"),
    ]:
        draft = services.save_draft(
            acting=owner,
            application=draft,
            answers={"product": picked, "product_name": typed},
            version=draft.version,
            at=AT,
        )
        assert draft.product_name == name


def test_save__one_step__answers_of_the_other_steps_stay():
    owner = member_of(make_enterprise())
    draft = make_application(owner, answers=make_answers(long_text="留着"))
    saved = services.save_draft(
        acting=owner, application=draft, answers={"product_name": "甲"}, version=1, at=AT
    )
    assert saved.answers["long_text"] == "留着"


def test_save__by_a_reader__refused():
    enterprise = make_enterprise()
    draft = _simple(member_of(enterprise), product_name="")
    reader = member_of(enterprise, Role.READER)
    with pytest.raises(MoveNotAllowed):
        services.save_draft(acting=reader, application=draft, answers={}, version=1, at=AT)


def test_save__after_submission__refused():
    owner = member_of(make_enterprise())
    draft = _simple(owner, product_name="甲")
    services.submit(acting=owner, application=draft, at=AT)
    with pytest.raises(MoveNotOpen):
        services.save_draft(
            acting=owner, application=draft, answers={"product_name": "乙"}, version=2, at=AT
        )


def test_submit__incomplete__names_the_field_and_stays_a_draft():
    owner = member_of(make_enterprise())
    draft = _simple(owner, product_name="")
    with pytest.raises(Incomplete) as refusal:
        services.submit(acting=owner, application=draft, at=AT)
    assert refusal.value.errors == {"product_name": "请填写「产品名称」。"}
    draft.refresh_from_db()
    assert (draft.state, draft.check_code) == (State.DRAFT, None)


def test_submit__by_a_filler__refused():
    enterprise = make_enterprise()
    draft = _simple(member_of(enterprise), product_name="甲")
    with pytest.raises(MoveNotAllowed):
        services.submit(acting=member_of(enterprise, Role.FILLER), application=draft, at=AT)


def test_submit__twice__same_matter_same_number():
    owner = member_of(make_enterprise())
    draft = _simple(owner, product_name="甲")
    first = services.submit(acting=owner, application=draft, at=AT).check_code
    again = services.submit(
        acting=owner, application=Application.objects.get(pk=draft.pk), at=AT
    ).check_code
    assert first == again
    assert set(first) <= set(ALPHABET)


def test_check_code__as_people_type_it__as_it_is_stored():
    assert normalise_check_code(" ｘａｉａ 0xe9 ") == "XAIA0XE9"


def test_discard__draft__gone_but_a_sent_matter_is_refused():
    owner = member_of(make_enterprise())
    draft = _simple(owner, product_name="甲")
    services.discard_draft(acting=owner, application=draft)
    assert not Application.objects.exists()
    sent = make_application(owner, state=State.SUBMITTED)
    with pytest.raises(MoveNotOpen):
        services.discard_draft(acting=owner, application=sent)
