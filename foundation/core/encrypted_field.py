"""Personal numbers at rest: SM4-GCM under a ring of keys, HMAC-SM3 for looking one up.

A stored value is ``v1.<key id>.<nonce, ciphertext, tag in base64>``, bound to its column, so that
a value copied into another column does not open. The first key of ``FIELD_ENCRYPTION_KEYS``
encrypts, all of them decrypt; a new key goes in front.
"""

import base64
import binascii
import json
import secrets
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.db.models.lookups import Lookup

VERSION = "v1"
NONCE_BYTES = 12
TAG_BYTES = 16
KEY_BYTES = 16
RING_KEY_BYTES_AT_LEAST = 32


class Undecipherable(ValueError):
    """A stored value that no key of the ring opens: a missing key, or a changed byte."""


@lru_cache(maxsize=64)
def _derived(ring_key: str, purpose: str) -> bytes:
    try:
        material = base64.urlsafe_b64decode(ring_key)
    except (binascii.Error, ValueError) as error:
        raise ImproperlyConfigured(
            "FIELD_ENCRYPTION_KEYS holds a key that is not base64"
        ) from error
    if len(material) < RING_KEY_BYTES_AT_LEAST:
        raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS holds a key of fewer than 32 bytes")
    kdf = HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode())
    return kdf.derive(material)


def _ring() -> list[str]:
    keys = list(settings.FIELD_ENCRYPTION_KEYS)
    if not keys:
        raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS is empty: personal numbers need a key")
    return keys


def _key_id(ring_key: str) -> str:
    return _derived(ring_key, "key-id").hex()[:8]


def key_ids() -> list[str]:
    """The names of the keys of the ring, as stored values carry them, newest first."""
    return [_key_id(key) for key in _ring()]


def key_id_of(stored: str) -> str:
    """The name of the key that a stored value was encrypted with; empty for anything else."""
    version, _dot, rest = stored.partition(".")
    key_id, dot, _packed = rest.partition(".")
    return key_id if version == VERSION and dot else ""


def encrypt(text: str, *, context: str) -> str:
    """Encrypt ``text`` for one column; the same text never looks the same twice."""
    ring_key = _ring()[0]
    nonce = secrets.token_bytes(NONCE_BYTES)
    encryptor = Cipher(algorithms.SM4(_derived(ring_key, "field")), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(context.encode())
    sealed = encryptor.update(text.encode()) + encryptor.finalize()
    packed = base64.urlsafe_b64encode(nonce + sealed + encryptor.tag).decode()
    return f"{VERSION}.{_key_id(ring_key)}.{packed}"


def decrypt(stored: str, *, context: str) -> str:
    """Open a stored value.

    Raises:
        Undecipherable: no key of the ring fits, or the value was changed.
    """
    try:
        version, key_id, packed = stored.split(".")
        raw = base64.urlsafe_b64decode(packed)
    except (ValueError, binascii.Error) as error:
        raise Undecipherable("not an encrypted value") from error
    ring_key = next((key for key in _ring() if _key_id(key) == key_id), None)
    if version != VERSION or ring_key is None or len(raw) < NONCE_BYTES + TAG_BYTES:
        raise Undecipherable("no key of the ring fits")
    nonce, sealed, tag = raw[:NONCE_BYTES], raw[NONCE_BYTES:-TAG_BYTES], raw[-TAG_BYTES:]
    mode = modes.GCM(nonce, tag)
    decryptor = Cipher(algorithms.SM4(_derived(ring_key, "field")), mode).decryptor()
    decryptor.authenticate_additional_data(context.encode())
    try:
        return (decryptor.update(sealed) + decryptor.finalize()).decode()
    except InvalidTag as error:
        raise Undecipherable("the value was changed") from error


def blind_index(value: str, *, purpose: str) -> str:
    """A keyed hash by which an encrypted value is found again; empty for an empty value.

    It is made with the oldest key, so that adding a key in front does not lose what was indexed.
    """
    if not value:
        return ""
    keyed = hmac.HMAC(_derived(_ring()[-1], f"index:{purpose}"), hashes.SM3())
    keyed.update(value.strip().upper().encode())
    return keyed.finalize().hex()


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that is encrypted in the database and plain in Python.

    It cannot be searched; keep a ``blind_index`` beside it where that is needed.
    """

    @property
    def context(self) -> str:
        """The column that values are bound to."""
        return f"{self.model._meta.label_lower}.{self.name}"  # noqa: SLF001

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt; empty stays empty."""
        return encrypt(str(value), context=self.context) if value else value

    def from_db_value(self, value: Any, *_: Any) -> Any:
        """Decrypt; empty stays empty."""
        return decrypt(value, context=self.context) if value else value

    def get_lookup(self, lookup_name: str) -> type[Lookup[Any]] | None:
        """Refuse every comparison but ``isnull``: it would silently find nothing."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: look it up by its blind index")
        return super().get_lookup(lookup_name)


class EncryptedJSONField(EncryptedTextField):
    """JSON that is encrypted as a whole in the database and plain in Python; never searched."""

    # What django-stubs reads the type of the attribute from.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt, an empty object too."""
        return None if value is None else encrypt(_dumps(value), context=self.context)

    def from_db_value(self, value: Any, *_: Any) -> Any:
        """Decrypt."""
        return None if value is None else json.loads(decrypt(value, context=self.context))

    def to_python(self, value: Any) -> Any:
        """Read what `value_to_string` wrote."""
        return json.loads(value) if isinstance(value, str) else value

    def value_to_string(self, obj: models.Model) -> str:
        """The value as fixtures have it: readable, so keep fixtures as safe as the keys."""
        return _dumps(self.value_from_object(obj))


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
