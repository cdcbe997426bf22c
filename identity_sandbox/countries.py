"""Countries and regions to choose from: ISO 3166-1 codes, with the Chinese names of phonenumbers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from phonenumbers.geodata.locale import LOCALE_DATA

# Regions of China are named as such (the entry of WS refers to itself); they, and whence most applications come, stand first.
NAMED_HERE: dict[str, str | Promise] = {
    "HK": _("中国香港"),
    "MO": _("中国澳门"),
    "TW": _("中国台湾"),
    "WS": _("萨摩亚"),
}
FIRST = ("HK", "MO", "TW", "US", "DE", "JP", "FR", "GB", "CH", "KR", "SG", "CN")


def _name(code: str) -> str | Promise:
    """The name; an entry that begins with an asterisk refers, once, to another language's."""
    names = LOCALE_DATA[code]
    name = str(names["zh"])
    if name.startswith("*"):
        name = str(names[name[1:]])
    return NAMED_HERE.get(code, name)


COUNTRIES: list[tuple[str, str | Promise]] = [
    (code, _name(code)) for code in (*FIRST, *sorted(set(LOCALE_DATA) - set(FIRST)))
]
