"""Numbers of persons and enterprises: form, check digit, and a sentence when they are wrong."""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.cn import ric, uscc

# No database keeps NUL or half a surrogate pair in a text.
UNSTORABLE = re.compile("[\\x00\\ud800-\\udfff]")
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
