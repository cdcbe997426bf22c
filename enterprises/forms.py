"""What is said of a document when it is put into the store."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import DocumentKind
from .services.documents import TITLE_LENGTH, About


class DocumentForm(forms.Form):
    """A file with its name, kind and last day."""

    file = forms.FileField(
        label=_("文件"),
        help_text=_("任何格式都可以存放。"),
        error_messages={"required": _("请选择要存放的文件。")},
    )
    title = forms.CharField(
        label=_("名称"),
        max_length=TITLE_LENGTH,
        required=False,
        help_text=_("不填时使用文件名。"),
    )
    kind = forms.ChoiceField(label=_("类别"), choices=DocumentKind.choices)
    expires_on = forms.DateField(
        label=_("有效期至"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("长期有效的不用填写。"),
    )

    @property
    def about(self) -> About:
        """What the service is told."""
        data: dict[str, Any] = self.cleaned_data
        return About(
            kind=DocumentKind(data["kind"]), title=data["title"], expires_on=data["expires_on"]
        )
