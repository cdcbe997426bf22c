"""Encrypted columns as a whole: sealing what was clear, changing the key, stopping half-way."""

import base64
import os

import pytest
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import connection

from applications.models import Application
from enterprises.models import Enterprise
from foundation.accounts.models import Identity
from foundation.core import sealing
from foundation.core.encrypted_field import (
    EncryptedJSONField,
    blind_index,
    decrypt,
    encrypt,
    key_id_of,
    key_ids,
)
from tests.factories.accounts import make_identity
from tests.factories.applications import make_application, make_enterprise
from tests.factories.eforms import make_answers, make_form_version

pytestmark = pytest.mark.django_db
NUMBER = "110100198506181169"
CONTEXT = "applications.application.answers"


def new_key():
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def stored(table="applications_application", column="answers"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY id")  # noqa: S608
        return [text for (text,) in cursor.fetchall()]


def write_raw(text):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE applications_application SET answers = %s", [text])


@pytest.fixture
def ring(settings):
    """A ring of one key; call it to put a new one in front."""

    def turn():
        settings.FIELD_ENCRYPTION_KEYS = [new_key(), *settings.FIELD_ENCRYPTION_KEYS]
        return key_ids()[0]

    settings.FIELD_ENCRYPTION_KEYS = [new_key()]
    return turn


@pytest.mark.parametrize("value", [{}, {"a": None}, {"phone": NUMBER, "file": ["x"], "ok": True}])
def test_json__saved__is_sealed_and_comes_back_the_same(value):
    make_application(answers=value)
    assert key_id_of(stored()[0]) == key_ids()[0]
    assert Application.objects.get().answers == value


def test_json__compared__is_an_error_not_an_empty_answer():
    for lookup in ({"answers": {}}, {"answers__phone": "1"}, {"answers__icontains": "1"}):
        with pytest.raises(FieldError):
            Application.objects.filter(**lookup).exists()


def test_json__in_a_fixture__goes_out_and_comes_in():
    matter = make_application(answers={"a": "甲"})
    field = Application._meta.get_field("answers")
    assert isinstance(field, EncryptedJSONField)
    assert field.to_python(field.value_to_string(matter)) == {"a": "甲"}


def test_seal__clear_text_of_an_earlier_release__sealed_once_and_opened_again():
    make_application(answers={})
    write_raw('{"phone": "13800138000"}')

    assert sealing.seal(Application, "answers", CONTEXT) == 1
    assert sealing.seal(Application, "answers", CONTEXT) == 0
    assert "138" not in stored()[0]
    assert Application.objects.get().answers == {"phone": "13800138000"}

    assert sealing.unseal(Application, "answers", CONTEXT) == 1
    assert sealing.unseal(Application, "answers", CONTEXT) == 0
    assert stored() == ['{"phone": "13800138000"}']


def test_columns__every_encrypted_one__is_found():
    found = {field.context for field in sealing.encrypted_columns()}
    assert found >= {
        CONTEXT,
        "accounts.identity.id_number",
        "accounts.identity.phone",
        "accounts.keptentry.fields",
        "enterprises.enterprise.contact_phone",
    }


def test_renew__new_key_in_front__everything_under_it_and_found_by_the_same_index(ring, capsys):
    make_application(answers=make_answers())
    identity = make_identity(id_number=NUMBER, id_number_index=blind_index(NUMBER, purpose="x"))
    firm = make_enterprise(contact_phone="19900000001")
    newest = ring()

    call_command("renew_encryption")

    assert {key_id_of(text) for text in stored()} == {newest}
    assert {key_id_of(text) for text in stored("accounts_identity", "phone")} == {newest}
    assert Application.objects.get().answers == make_answers()
    assert Enterprise.objects.get(pk=firm.pk).contact_phone == "19900000001"
    again = Identity.objects.get(id_number_index=blind_index(NUMBER, purpose="x"))
    assert (again.pk, again.id_number) == (identity.pk, NUMBER)


def test_renew__again__changes_nothing(ring):
    make_application(answers=make_answers())
    ring()
    call_command("renew_encryption")
    before = stored()
    call_command("renew_encryption")
    assert stored() == before


def test_renew__stopped_half_way__goes_on_where_it_was(ring, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH_ROWS", 2)
    version = make_form_version()
    for _n in range(5):
        make_application(answers=make_answers(), form_version=version)
    newest = ring()
    real, calls = sealing.decrypt, []

    def failing(*args, **kwargs):
        calls.append(args)
        if len(calls) > 3:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(sealing, "decrypt", failing)
    with pytest.raises(KeyboardInterrupt):
        sealing.renew(Application._meta.get_field("answers"))
    assert [key_id_of(text) == newest for text in stored()] == [True, True, False, False, False]

    monkeypatch.setattr(sealing, "decrypt", real)
    assert sealing.renew(Application._meta.get_field("answers")) == (3, [])


def test_renew__saved_meanwhile__the_newer_text_stays(ring, monkeypatch):
    matter = make_application(answers={"a": "旧"})
    ring()

    def saving_first(text, *, context):
        write_raw(encrypt('{"a":"新"}', context=context))
        return encrypt(text, context=context)

    monkeypatch.setattr(sealing, "encrypt", saving_first)
    assert sealing.renew(Application._meta.get_field("answers")) == (0, [])
    matter.refresh_from_db()
    assert matter.answers == {"a": "新"}


def test_dry_run__older_key_in_use__counts_changes_nothing_and_fails(ring, capsys):
    make_application(answers={})
    old = key_ids()[0]
    ring()
    before = stored()
    with pytest.raises(CommandError):
        call_command("renew_encryption", "--dry-run")
    assert f"{old}: " in capsys.readouterr().out
    assert stored() == before


def test_renew__three_keys__says_which_may_go_but_never_the_last(ring, capsys):
    make_application(answers={})
    last = key_ids()[0]
    middle = ring()
    ring()
    call_command("renew_encryption")
    said = capsys.readouterr().out
    assert f"{middle}: no value left" in said
    assert f"{last}: no value left" not in said


def test_ring__new_key_between_twice_the_old__is_known_and_not_yet_used(settings):
    old, new = new_key(), new_key()
    settings.FIELD_ENCRYPTION_KEYS = [new, old]
    index, ahead = blind_index(NUMBER, purpose="x"), encrypt(NUMBER, context="a")
    settings.FIELD_ENCRYPTION_KEYS = [old, new, old]
    assert decrypt(ahead, context="a") == NUMBER
    assert key_id_of(encrypt(NUMBER, context="a")) == key_ids()[-1]
    assert blind_index(NUMBER, purpose="x") == index


@pytest.mark.parametrize("text", ["13800138000", "v1.00000000.AAAA"])
def test_renew__value_that_no_key_opens__named_left_alone_and_the_others_done(ring, capsys, text):
    version = make_form_version()
    shut = make_application(answers={}, form_version=version)
    write_raw(text)
    make_application(answers={}, form_version=version)
    newest = ring()
    with pytest.raises(CommandError):
        call_command("renew_encryption")
    assert (
        f"applications.application.answers: no key opens 1, rows {shut.pk}"
        in capsys.readouterr().err
    )
    assert stored()[0] == text
    assert key_id_of(stored()[1]) == newest
