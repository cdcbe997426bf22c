"""A copy as a new draft: the same answers, files of its own, the old one untouched."""

from uuid import uuid4

import pytest

from applications.enums import State
from applications.errors import MoveNotAllowed, NotOffered
from applications.models import Application
from applications.services import copy_as_draft, remove_file
from enterprises.enums import Role
from foundation.files.models import StoredFile
from tests.factories.applications import (
    AT,
    make_application,
    make_enterprise,
    member_of,
)
from tests.factories.content import form_stream, make_service
from tests.factories.eforms import make_definition, make_field, make_form_version
from tests.factories.files import make_file

pytestmark = pytest.mark.django_db
NAME = make_field("text", "product_name", label="产品名称")
GONE = make_field("text", "gone", label="旧问题")
SCAN = make_field("file", "scan", label="扫描件", required=False, accept=("pdf",))
VOW = make_field("declaration", "vow", label="承诺")


@pytest.fixture
def owner():
    return member_of(make_enterprise())


@pytest.fixture
def service():
    return make_service(publish=True, code="TS02", form=form_stream(NAME, SCAN, VOW))


@pytest.fixture
def old(owner, service):
    matter = make_application(
        owner,
        state=State.REJECTED,
        service=service,
        form_version=make_form_version(definition=make_definition(NAME, GONE, SCAN, VOW)),
    )
    stored = make_file(owner, attached_to=str(matter.uuid), name="扫描件.pdf")
    StoredFile.objects.filter(pk=stored.pk).update(state="frozen")
    matter.answers = {
        "product_name": "甲颗粒",
        "gone": "旧",
        "scan": [str(stored.uuid)],
        "vow": True,
    }
    matter.save()
    return matter


def copy(acting, matter, key=None):
    return copy_as_draft(acting=acting, application=matter, key=key or uuid4(), at=AT)


@pytest.mark.parametrize(
    "state", [State.REJECTED, State.WITHDRAWN, State.LAPSED, State.NOT_ACCEPTED, State.SUBMITTED]
)
def test_copy__whatever_became_of_it__a_draft_with_the_answers_that_fit(owner, old, state):
    Application.objects.filter(pk=old.pk).update(state=state)
    old.refresh_from_db()
    draft = copy(owner, old)
    assert draft.is_draft
    assert draft.answers["product_name"] == "甲颗粒"
    assert draft.product_name == "甲颗粒"
    assert "gone" not in draft.answers
    assert not draft.answers.get("vow")
    assert Application.objects.get(pk=draft.pk).copied_from == old


def test_copy__its_file_removed__the_old_one_stays(owner, old):
    draft = copy(owner, old)
    (name,) = draft.answers["scan"]
    assert name not in old.answers["scan"]
    remove_file(acting=owner, application=draft, key="scan", file=name, at=AT)
    kept = StoredFile.objects.get(uuid=old.answers["scan"][0])
    assert kept.path.is_file()
    assert kept.state == "frozen"


def test_copy__same_key_twice__one_draft(owner, old):
    key = uuid4()
    assert copy(owner, old, key) == copy(owner, old, key)
    assert Application.objects.drafts().count() == 1


def test_copy__by_a_stranger_or_a_reader__refused(old):
    for other in (member_of(make_enterprise()), member_of(old.enterprise, Role.READER)):
        with pytest.raises(MoveNotAllowed):
            copy(other, old)


def test_copy__service_gone__told(owner, old, service):
    service.unpublish()
    old.refresh_from_db()
    with pytest.raises(NotOffered):
        copy(owner, old)
    assert not Application.objects.drafts().exists()
