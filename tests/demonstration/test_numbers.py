"""Numbers of nobody: valid in form, the same for the same serial."""

import re
from datetime import date

from stdnum.cn import ric, uscc

from demonstration import numbers
from foundation.core.validators import (
    validate_phone,
)


def test_credit_code__made__is_valid_and_nobodys():
    made = [numbers.make_credit_code(serial) for serial in range(200)]
    assert len(set(made)) == 200
    for code in made:
        uscc.validate(code)
        assert code[2:8] == numbers.NOBODYS_REGION
        assert code[8:10] == numbers.NOBODYS_ORGANISATION


def test_credit_check_digit__published_example__agrees():
    assert numbers.credit_check_digit("91110000600037341") == "L"


def test_identity_card__made__is_valid():
    for serial in range(200):
        ric.validate(numbers.make_identity_card(serial, born=date(1990, 2, 28)))


def test_identity_check_digit__published_example__agrees():
    assert numbers.identity_check_digit("36042619910101007") == "1"


def test_phone__made__is_valid():
    for serial in (0, 1, 9999):
        validate_phone(numbers.make_phone(serial))


def test_check_code__made__is_stable_without_confusing_characters():
    made = {numbers.make_check_code(str(seed)) for seed in range(500)}
    assert len(made) == 500
    assert all(re.fullmatch(r"[2-9A-HJ-NP-Z]{8}", code) for code in made)
    assert numbers.make_check_code("a") == numbers.make_check_code("a")
