"""Whom to ask to fill in a draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.services.sharing import NOTE_LENGTH
from enterprises.models import Membership


class HandOverForm(forms.Form):
    """A colleague, and words for him."""

    colleague = forms.ChoiceField(label=_("同事"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("附言"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：请补充第 2 步的设备清单。"),
    )

    def __init__(self, *args: Any, colleagues: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (str(seat.user.uuid), f"{seat.user}（{seat.get_role_display()}）")
            for seat in colleagues
        ]
        field = self.fields["colleague"]
        field.choices = choices  # type: ignore[attr-defined]
        field.error_messages["required"] = _("请选择一位同事。")
