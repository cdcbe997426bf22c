"""The form in which editors write pages."""

from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from .clock import today

MARK_LENGTH = 6


class AddressedPageForm(WagtailAdminPageForm):
    """A page form that finds an address by itself: Chinese titles give none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "网址的最后一段，只用小写英文字母、数字和短横线；留空时自动生成。"
            )

    def clean_slug(self) -> str:
        """What the editor wrote, or else the day and a mark of its own."""
        written = str(self.cleaned_data.get("slug") or "")
        return written or f"{today():%Y%m%d}-{uuid4().hex[:MARK_LENGTH]}"
