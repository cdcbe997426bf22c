"""No personal number stands in clear text anywhere in the database, whatever was done with it."""

import json

import pytest
from django.db import connection

from applications import services
from applications.models import Application, Transition
from foundation.accounts.services.kept import keep_entry
from foundation.notifications.models import Outbox
from tests.factories.applications import (
    AT,
    approver,
    clerk,
    fresh_key,
    make_enterprise,
    make_identity_of,
    member_of,
    reviewer,
)
from tests.factories.content import form_stream, make_service
from tests.factories.eforms import make_field

pytestmark = pytest.mark.django_db
CARD = "110100198506181169"
PHONE = "13987654321"
LANDLINE = "010-89150290"
SECRETS = (CARD, PHONE, LANDLINE, "13612348765")
FORM = (
    make_field("text", "product_name", label="产品名称"),
    make_field("identity_card", "card", label="身份证号"),
    make_field("phone", "phone", label="手机", prefill="person.phone"),
    make_field("phone", "line", label="座机"),
    make_field("long_text", "remarks", label="说明", required=False),
)


def texts_of_the_database():
    """Every value of every column of every table, as text, with its place."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {quoted}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    yield f"{table}.{column}", _text(value)


def _text(value):
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode("utf-8", "replace")
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)


def found_in_clear(*secrets):
    return {
        place for place, text in texts_of_the_database() for secret in secrets if secret in text
    }


@pytest.fixture
def owner():
    acting = member_of(make_enterprise(contact_phone="13612348765"), email="who@firm.example")
    make_identity_of(acting)
    identity = acting.user.identities.get()
    identity.phone, identity.id_number = PHONE, CARD
    identity.save()
    return acting


@pytest.fixture
def draft(owner):
    service = make_service(publish=True, code="DS90", slug="ds90", form=form_stream(*FORM))
    begun = services.start(acting=owner, service=service, key=fresh_key(), at=AT)
    assert begun.answers == {"phone": PHONE}
    answers = {"product_name": "示例颗粒", "card": CARD, "phone": PHONE, "line": LANDLINE}
    return services.save_draft(
        acting=owner, application=begun, answers=answers, version=begun.version, at=AT
    )


def test_draft__with_personal_answers__none_in_clear_text(owner, draft):
    typed = {"card": [CARD], "phone": [PHONE]}
    keep_entry(user=owner.user, target="/x/", page="/x/", fields=typed, at=AT)

    assert found_in_clear(*SECRETS) == set()
    assert found_in_clear("示例颗粒") == {"applications_application.product_name"}


def test_matter__decided_after_every_step__none_in_clear_text(owner, draft, settings):
    matter = services.submit(acting=owner, application=draft, at=AT)
    examiner = reviewer()
    steps = [(clerk(), "accept"), (examiner, "start_examination"),
             (examiner, "finish_examination"), (approver(), "grant")]  # fmt: skip
    for person, name in steps:
        services.move(acting=person, application=matter, name=name, note="同意", at=AT)
    shown = services.unmask(
        acting=examiner, application=matter, key="card", reason="identity", note="核对", at=AT
    )

    assert shown == CARD
    assert Outbox.objects.exists()
    assert found_in_clear(*SECRETS) == set()


def test_name_of_the_product__asked_as_a_telephone_number__is_not_copied_beside(owner):
    field = make_field("phone", "product_name", label="电话")
    service = make_service(publish=True, code="DS91", slug="ds91", form=form_stream(field))
    draft = services.start(acting=owner, service=service, key=fresh_key(), at=AT)
    services.save_draft(
        acting=owner, application=draft, answers={"product_name": PHONE}, version=1, at=AT
    )
    assert found_in_clear(PHONE) == set()


def test_scan__number_written_elsewhere__is_found(owner, draft):
    """The scan can fail: a note with the number in it is reported with its place."""
    Transition.objects.create(
        application=draft, name="x", from_state="draft", to_state="submitted", actor=owner.user,
        actor_name="甲", acting_for="乙", note=f"电话 {PHONE}", at=AT,
    )  # fmt: skip
    assert found_in_clear(*SECRETS) == {"applications_transition.note"}


def test_scan__answers_in_clear_text__are_found(draft):
    with connection.cursor() as cursor:
        clear = json.dumps(Application.objects.get().answers)
        cursor.execute("UPDATE applications_application SET answers = %s", [clear])
    assert "applications_application.answers" in found_in_clear(*SECRETS)
