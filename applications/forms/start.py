"""What beginning a draft, and choosing its form, ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class StartForm(forms.Form):
    """The key that makes a double click one draft."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class RenewForm(forms.Form):
    """Keep the form that the draft was begun with, or take the one in force."""

    RENEW, KEEP = "renew", "keep"

    choice = forms.ChoiceField(
        choices=[(RENEW, _("换用新版申请表")), (KEEP, _("继续用原来的申请表"))]
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
