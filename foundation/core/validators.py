"""Numbers of persons and enterprises: form, check digit, and a sentence when they are wrong."""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.iso7064 import mod_37_36

# No database keeps NUL or half a surrogate pair in a text.
UNSTORABLE = re.compile("[\\x00\\ud800-\\udfff]")
SUBSTITUTE_CODE = re.compile(r"TS[A-Z]{2}[0-9]{13}[0-9A-Z]")
IDENTITY_CARD = re.compile(r"[0-9]{17}[0-9Xx]")


def storable(text: str) -> str:
    """The text without what no database can keep."""
    return UNSTORABLE.sub("", text)


def validate_credit_code(value: str) -> None:
    """Check a unified social credit code (GB 32100): 18 characters with a check digit."""
    if not uscc.is_valid(value):
        raise ValidationError(
            _("统一社会信用代码不正确：应为 18 位，请对照营业执照核对。"), code="credit_code"
        )


def substitute_code(*, country: str, year: int, serial: int) -> str:
    """The code that the identity platform gives a body without a credit code.

    ``TS``, ISO 3166 country, year, serial number in nine digits, check character of ISO 7064
    MOD 37,36: as long as a credit code and never one, as those begin with eight digits and
    have no ``S``.
    """
    body = f"TS{country}{year:04d}{serial:09d}"
    return body + str(mod_37_36.calc_check_digit(body))


def is_substitute_code(value: str) -> bool:
    """Whether a code is one of the identity platform's, by its form and check character."""
    if not SUBSTITUTE_CODE.fullmatch(value):
        return False
    try:
        mod_37_36.validate(value)
    except WrongNumber:
        return False
    return True


def validate_enterprise_code(value: str) -> None:
    """Check what names an enterprise: its credit code, or the platform's substitute for one."""
    if not is_substitute_code(value):
        validate_credit_code(value)


def validate_identity_card(value: str) -> None:
    """Check an identity-card number (GB 11643): 18 characters, birth date and check digit."""
    if not IDENTITY_CARD.fullmatch(value) or not ric.is_valid(value.upper()):
        raise ValidationError(
            _("身份证号不正确：应为 18 位，最后一位可为 X，请对照身份证核对。"),
            code="identity_card",
        )


def validate_phone(value: str) -> None:
    """Check a mainland phone number, mobile or landline with area code."""
    try:
        number = phonenumbers.parse(value, "CN")
        valid = phonenumbers.is_valid_number(number)
    except phonenumbers.NumberParseException:
        valid = False
    if not valid:
        raise ValidationError(
            _("电话号码不正确：请填写 11 位手机号，或带区号的座机号，如 010-89150290。"),
            code="phone",
        )
