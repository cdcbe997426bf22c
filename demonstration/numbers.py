"""Numbers for fictitious firms and persons: valid in form, the same for the same serial."""

import hashlib
from datetime import date

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
IDENTITY_CHECKS = "10X98765432"
CHECK_CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CHECK_CODE_LENGTH = 8
# The region "110100" (the municipality itself) and organisation codes that begin with "XX"
# are not handed out: what is made here belongs to nobody.
NOBODYS_REGION = "110100"
NOBODYS_ORGANISATION = "XX"


def credit_check_digit(body: str) -> str:
    """Return the last character of a credit code (GB 32100) for its first 17."""
    total = sum(
        CREDIT_ALPHABET.index(char) * weight
        for char, weight in zip(body, CREDIT_WEIGHTS, strict=True)
    )
    return CREDIT_ALPHABET[-total % 31]


def organisation_check_digit(body: str) -> str:
    """Return the last character of an organisation code (GB 11714) for its first eight."""
    total = sum(
        int(char, 36) * weight for char, weight in zip(body, ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X"[-total % 11]


def make_credit_code(serial: int, *, category: str = "91") -> str:
    """Return the credit code of the fictitious organisation with this serial number."""
    organisation = f"{NOBODYS_ORGANISATION}{serial:06d}"
    body = f"{category}{NOBODYS_REGION}{organisation}{organisation_check_digit(organisation)}"
    return body + credit_check_digit(body)


def identity_check_digit(body: str) -> str:
    """Return the last character of an identity-card number (GB 11643) for its first 17."""
    total = sum(int(char) * weight for char, weight in zip(body, IDENTITY_WEIGHTS, strict=True))
    return IDENTITY_CHECKS[total % 11]


def make_identity_card(serial: int, *, born: date) -> str:
    """Return the identity-card number of a fictitious person: odd serials are men."""
    body = f"{NOBODYS_REGION}{born:%Y%m%d}{serial:03d}"
    return body + identity_check_digit(body)


def make_phone(serial: int) -> str:
    """Return a mobile number that is valid in form."""
    return f"1990000{serial:04d}"


def make_check_code(seed: str) -> str:
    """Return the check code that belongs to a seed, without the characters I, O, 0 and 1."""
    digest = hashlib.sha256(seed.encode()).digest()[:CHECK_CODE_LENGTH]
    return "".join(CHECK_CODE_ALPHABET[byte % len(CHECK_CODE_ALPHABET)] for byte in digest)
