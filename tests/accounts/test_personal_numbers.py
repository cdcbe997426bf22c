"""Personal numbers: encrypted at rest, masked on pages."""

import base64
import os

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection

from foundation.accounts.models import Identity
from foundation.core.encrypted_field import Undecipherable, blind_index, decrypt, encrypt
from foundation.core.masks import mask_id, mask_phone
from tests.factories.accounts import make_identity

NUMBER = "110100198506181169"


def new_key():
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def stored_number():
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM accounts_identity")
        return cursor.fetchone()[0]


def test_number__saved__is_not_readable_in_the_database(db):
    make_identity(id_number=NUMBER)

    assert NUMBER not in stored_number()
    assert Identity.objects.get().id_number == NUMBER


def test_number__encrypted_twice__looks_different():
    assert encrypt(NUMBER, context="a") != encrypt(NUMBER, context="a")


def test_number__moved_to_another_column__does_not_open():
    with pytest.raises(Undecipherable):
        decrypt(encrypt(NUMBER, context="a"), context="b")


def test_number__one_byte_changed__does_not_open():
    head, packed = encrypt(NUMBER, context="a").rsplit(".", 1)
    raw = bytearray(base64.urlsafe_b64decode(packed))
    raw[15] ^= 1
    with pytest.raises(Undecipherable):
        decrypt(f"{head}.{base64.urlsafe_b64encode(raw).decode()}", context="a")


def test_ring__new_key_in_front__old_values_still_open_and_index_stays(settings):
    old = new_key()
    settings.FIELD_ENCRYPTION_KEYS = [old]
    sealed, index = encrypt(NUMBER, context="a"), blind_index(NUMBER, purpose="id")
    settings.FIELD_ENCRYPTION_KEYS = [new_key(), old]

    assert decrypt(sealed, context="a") == NUMBER
    assert blind_index(NUMBER, purpose="id") == index


def test_ring__key_gone__says_so(settings):
    settings.FIELD_ENCRYPTION_KEYS = [new_key()]
    sealed = encrypt(NUMBER, context="a")
    settings.FIELD_ENCRYPTION_KEYS = [new_key()]
    with pytest.raises(Undecipherable):
        decrypt(sealed, context="a")


@pytest.mark.parametrize("keys", [[], ["short"], ["not base64 !"]])
def test_ring__unusable__refuses_to_work(settings, keys):
    settings.FIELD_ENCRYPTION_KEYS = keys
    with pytest.raises(ImproperlyConfigured):
        encrypt(NUMBER, context="a")


def test_encrypted_column__compared__is_an_error_not_an_empty_answer(db):
    with pytest.raises(FieldError):
        Identity.objects.filter(id_number=NUMBER).exists()


def test_blind_index__same_number_other_purpose__differs():
    assert blind_index(NUMBER, purpose="a") != blind_index(NUMBER, purpose="b")
    assert blind_index("", purpose="a") == ""


@pytest.mark.parametrize(
    ("number", "shown"),
    [(NUMBER, "110***********1169"), ("", ""), ("1234", "****"), ("12345678", "123*5678")],
)
def test_mask_id__shows_head_and_tail_only(number, shown):
    assert mask_id(number) == shown


def test_mask_phone__shows_head_and_tail_only():
    assert mask_phone("13812341234") == "138****1234"
