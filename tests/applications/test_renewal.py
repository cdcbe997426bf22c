from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications import services
from applications.enums import State
from applications.errors import DraftChanged, FormOutdated, MoveNotAllowed, MoveNotOpen
from applications.services.renewal import KEPT_FOR, carry_over, newer_form
from enterprises.enums import Role
from foundation.audit.models import AuditRecord
from foundation.files.models import StoredFile
from tests.factories.applications import AT, make_application, make_enterprise, member_of
from tests.factories.eforms import make_definition, make_field, make_form_version
from tests.factories.files import PDF

pytestmark = pytest.mark.django_db
NAME = make_field(key="name", label="名称")
AMOUNT = make_field("number", "amount", label="数量")
AMOUNT_IN_WORDS = make_field("text", "amount", label="数量")
PAPER = make_field("file", "paper", label="资料", accept=("pdf",))
NEW = make_field(key="reason", label="理由")
LATER = AT + timedelta(days=3)


@pytest.fixture
def owner():
    return member_of(make_enterprise())


def _draft(owner, *fields, newer=(), **answers):
    """A draft of version 1, with version 2 published three days later."""
    series = f"test:{uuid4()}"
    first = make_form_version(series, make_definition(*fields), at=AT)
    draft = make_application(owner, form_version=first, answers=answers)
    if newer:
        make_form_version(series, make_definition(*newer), at=LATER)
    return draft


def _renew(owner, draft, version=1):
    return services.renew_draft(acting=owner, application=draft, version=version, at=LATER)


def test_newer_form__none_published__none(owner):
    assert newer_form(_draft(owner, NAME)) is None


def test_renew__answers_of_equal_key_and_kind__go_along_the_rest_is_named(owner):
    draft = _draft(owner, NAME, AMOUNT, newer=(NAME, AMOUNT_IN_WORDS, NEW), name="甲", amount="3")
    renewed, carried = _renew(owner, draft)
    assert renewed.form_version.number == 2
    assert renewed.answers == {"name": "甲"}
    assert [field.key for field in carried.lost] == ["amount"]
    assert (renewed.version, renewed.saved_by) == (2, owner.user)
    row = AuditRecord.objects.get(action="application.renew_form")
    assert row.detail["lost"] == ["amount"]


def test_renew__file_of_a_field_that_goes__goes_too_the_others_stay(owner):
    draft = _draft(owner, PAPER, NAME, newer=(NAME,), name="甲")
    services.attach_file(
        acting=owner,
        application=draft,
        key="paper",
        upload=SimpleUploadedFile("资料.pdf", PDF),
        at=AT,
    )
    draft.refresh_from_db()
    renewed, carried = _renew(owner, draft)
    assert [field.label for field in carried.lost] == ["资料"]
    assert not StoredFile.objects.attached_to(str(renewed.uuid)).exists()


def test_carry_over__rows__column_by_column():
    columns = (NAME, AMOUNT)
    old = make_definition(make_field("table", "items", fields=columns))
    new = make_definition(make_field("table", "items", fields=(NAME, AMOUNT_IN_WORDS)))
    carried = carry_over(old, new, {"items": [{"name": "甲", "amount": "3"}]})
    assert carried.answers == {"items": [{"name": "甲"}]}


def test_carry_over__unanswered__is_not_lost():
    carried = carry_over(make_definition(NAME, AMOUNT), make_definition(NEW), {"name": ""})
    assert carried.lost == ()


def test_renew__saved_meanwhile__refused_and_nothing_changed(owner):
    draft = _draft(owner, NAME, newer=(NEW,), name="甲")
    with pytest.raises(DraftChanged):
        _renew(owner, draft, version=7)
    draft.refresh_from_db()
    assert draft.answers == {"name": "甲"}


def test_renew__nothing_newer__draft_as_it_was(owner):
    draft = _draft(owner, NAME, name="甲")
    renewed, carried = _renew(owner, draft)
    assert (renewed.answers, carried.lost) == ({"name": "甲"}, ())


def test_renew__submitted__refused(owner):
    matter = make_application(owner, state=State.SUBMITTED)
    with pytest.raises(MoveNotOpen):
        _renew(owner, matter)


def test_renew__by_a_reader__not_allowed(owner):
    firm = make_enterprise()
    draft = make_application(member_of(firm))
    with pytest.raises(MoveNotAllowed):
        _renew(member_of(firm, Role.READER), draft)


def test_keep__old_form__not_asked_again(owner):
    draft = _draft(owner, NAME, newer=(NEW,), name="甲")
    kept = services.keep_form(acting=owner, application=draft, at=LATER)
    assert kept.declined_form == 2
    assert kept.form_version.number == 1


def test_keep__after_its_time__refused_and_submission_says_why(owner):
    draft = _draft(owner, NAME, newer=(NEW,), name="甲")
    late = LATER + KEPT_FOR
    with pytest.raises(FormOutdated):
        services.keep_form(acting=owner, application=draft, at=late)
    with pytest.raises(FormOutdated, match="换用新版"):
        services.submit(acting=owner, application=draft, at=late)
    draft.refresh_from_db()
    assert draft.is_draft
