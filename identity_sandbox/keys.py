"""The platform's secrets: made at first start, kept outside the repository."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

KEY_SIZE_BITS = 2048


def _new_signing_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_SIZE_BITS)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def read_or_create(path: Path, make: Callable[[], str]) -> str:
    """Return the file's text; the first of several starting processes writes it whole."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, delete=False) as draft:
            draft.write(make())
        try:
            os.link(draft.name, path)
        except FileExistsError:
            pass
        finally:
            Path(draft.name).unlink()
    return path.read_text()


def signing_key(path: Path) -> str:
    """The private key (PEM) that signs identity tokens."""
    return read_or_create(path, _new_signing_key)


def secret_key(path: Path) -> str:
    """Django's secret key of this installation of the sandbox."""
    return read_or_create(path, lambda: secrets.token_urlsafe(64))
