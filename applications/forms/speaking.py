"""What looking a matter up and rating it ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.enums import Stars
from applications.services.rating import RATED, WORDS_LENGTH


class LookUpForm(forms.Form):
    """The check code that somebody holds."""

    code = forms.CharField(
        label=_("核对码"),
        max_length=20,
        help_text=_("收件凭证和通知书上的八位字符。"),
        error_messages={"required": _("请填写核对码。")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class RatingForm(forms.Form):
    """Five levels for the whole and for four aspects; nothing is chosen beforehand."""

    words = forms.CharField(
        label=_("还想说的"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text=_("评价不影响以后的办理。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = sorted(Stars.choices, reverse=True)
        words = self.fields.pop("words")
        for name, label in RATED.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=levels,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("请选择满意程度。")},
            )
        self.fields["words"] = words

    @property
    def stars(self) -> dict[str, int]:
        """The levels by name."""
        return {name: self.cleaned_data[name] for name in RATED}
