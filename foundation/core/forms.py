"""Forms that belong to no part of the business."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DisplayModeForm(forms.Form):
    """How a visitor wants the pages drawn; the empty choice is the standard."""

    size = forms.ChoiceField(
        label=_("字号"),
        choices=[("", _("标准")), ("large", _("大字版"))],
        widget=forms.RadioSelect,
        required=False,
    )
    contrast = forms.ChoiceField(
        label=_("对比度"),
        choices=[("", _("标准")), ("high", _("高对比"))],
        widget=forms.RadioSelect,
        required=False,
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False)
