"""Substitute codes: as long as credit codes, and never one."""

import pytest
from django.core.exceptions import ValidationError

from foundation.core.validators import (
    is_substitute_code,
    substitute_code,
    validate_credit_code,
    validate_enterprise_code,
)

CODE = substitute_code(country="DE", year=2026, serial=17)


def test_substitute_code__made__is_valid_and_no_credit_code():
    assert len(CODE) == 18
    assert is_substitute_code(CODE)
    validate_enterprise_code(CODE)
    with pytest.raises(ValidationError):
        validate_credit_code(CODE)


def test_enterprise_code__credit_code__is_accepted():
    validate_enterprise_code("91110100XX0000019M")


@pytest.mark.parametrize("place", range(18))
def test_substitute_code__one_character_wrong__is_refused(place):
    other = "1" if CODE[place] != "1" else "2"
    wrong = CODE[:place] + other + CODE[place + 1 :]

    with pytest.raises(ValidationError):
        validate_enterprise_code(wrong)


@pytest.mark.parametrize("value", ["", "TS", CODE.lower(), CODE + "0", f" {CODE}", f"{CODE}\n"])
def test_substitute_code__other_forms__are_refused(value):
    assert not is_substitute_code(value)
