"""Check codes: eight characters that name a matter on paper and on the phone, never a right."""

import secrets
import unicodedata
from itertools import product

from django.db.models import Q

LENGTH = 8
# Issued without I, O, 0 and 1; older codes that have them stay valid in every search.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_check_code() -> str:
    """A fresh random code; uniqueness is the database's to hold."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


# Characters that one reads for another on paper.
ALIKE = {"0": "0O", "O": "0O", "1": "1I", "I": "1I"}


def normalise_check_code(text: str) -> str:
    """A code as people type it (full-width, lower case, spaces) as it is stored."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def codes_meant(text: str) -> list[str]:
    """Every code that may be meant; old codes have 0 and O, 1 and I, that look alike.

    What is not as long as a code means none.
    """
    code = normalise_check_code(text)
    if len(code) != LENGTH or not code.isascii() or not code.isalnum():
        return []
    return ["".join(letters) for letters in product(*(ALIKE.get(each, each) for each in code))]


def code_like(typed: str) -> Q:
    """Matters with this code, as it may be meant, or with one that begins so."""
    begins = Q(check_code__startswith=normalise_check_code(typed))
    return begins | Q(check_code__in=codes_meant(typed))
