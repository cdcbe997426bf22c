"""What the admin says after a guided choice was saved."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from .models import GuidedChoicePage


def tell_problems(request: HttpRequest, page: Any) -> None:
    """Name what a draft still lacks before it can be published."""
    if isinstance(page, GuidedChoicePage):
        for problem in page.problems:
            messages.warning(request, _("发布前请修改：%(problem)s") % {"problem": problem})


hooks.register("after_create_page", tell_problems)
hooks.register("after_edit_page", tell_problems)
