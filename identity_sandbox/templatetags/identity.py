"""Small words of the platform's templates."""

from django import template
from django.utils.http import urlencode

from foundation.core.masks import mask_id, mask_phone
from identity_sandbox.countries import COUNTRIES

register = template.Library()

register.filter("masked_id", mask_id)
register.filter("masked_phone", mask_phone)


@register.filter
def country_name(code: str) -> str:
    """The Chinese name of a country or region."""
    return str(dict(COUNTRIES).get(code, code))


@register.simple_tag
def querystring_for(kind: str, target: str) -> str:
    """The query of a link that changes the tab and keeps the way back."""
    return urlencode({"kind": kind, "next": target})
