"""Registers the keeping of second factors beside the account's other settings."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks


def factors_item(request: HttpRequest) -> dict[str, str]:
    """The way to one's own second factors."""
    del request
    return {
        "url": reverse("staff_factors"),
        "label": _("第二重验证"),
        "help_text": _("验证器应用、通行密钥和恢复码。"),
    }


hooks.register("register_account_menu_item", factors_item)
