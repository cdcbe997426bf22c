"""Numbers of identity documents."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation.core.validators import validate_identity_card
from identity_sandbox.enums import DocumentKind

# ICAO Doc 9303 gives a passport number nine places; other documents use up to eighteen.
DOCUMENT_NUMBER = re.compile(r"[A-Z0-9]{5,18}")


def validate_document_number(kind: str, number: str) -> None:
    """Check the number of an identity document; only the identity card has a known check digit.

    Raises:
        ValidationError: not a number of that kind.
    """
    if kind == DocumentKind.IDENTITY_CARD:
        validate_identity_card(number)
    elif not DOCUMENT_NUMBER.fullmatch(number.upper()):
        raise ValidationError(
            _("证件号码不正确：应为 5 至 18 位字母或数字，不含空格和符号，请对照证件核对。"),
            code="document_number",
        )
