"""Check codes: eight characters that name a matter on paper and on the phone, never a right."""

import secrets
import unicodedata

LENGTH = 8
# Issued without I, O, 0 and 1; older codes that have them stay valid in every search.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_check_code() -> str:
    """A fresh random code; uniqueness is the database's to hold."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise_check_code(text: str) -> str:
    """A code as people type it (full-width, lower case, spaces) as it is stored."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())
