"""The form by which staff sign in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from foundation.core.clock import now
from foundation.core.http import client_address

from .errors import TooManyTries
from .services import throttle


class StaffLoginForm(LoginForm):
    """Wagtail's form in plain words, with a sentence for those whom the throttle holds back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("密码")
        self.fields["username"].widget.attrs["placeholder"] = _("输入用户名")

    def clean(self) -> dict[str, Any]:
        """Say plainly that it is the limit and not the password."""
        name = str(self.cleaned_data.get("username", ""))
        address = client_address(self.request) if self.request else ""
        try:
            throttle.check(account=name, address=address, at=now())
        except TooManyTries as error:
            raise forms.ValidationError(error.message, code=error.code) from error
        data: dict[str, Any] = super().clean()
        return data
