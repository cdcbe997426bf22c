"""Forms of special users: apply, correct, ask how it stands; and the operator's decision."""

import unicodedata
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.forms import SetPasswordMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy as _

from foundation.core.validators import validate_phone
from identity_sandbox import documents, services
from identity_sandbox.countries import COUNTRIES
from identity_sandbox.enums import DocumentKind, SpecialKind
from identity_sandbox.models import SpecialApplication
from identity_sandbox.services import Papers
from identity_sandbox.validators import validate_document_number
from identity_sandbox.workflow import APPROVE, RETURN


class SeveralFiles(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class DocumentsField(forms.FileField):
    """Several documents, each looked at before it is taken."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[documents.Received]:
        """The documents, or a sentence for each that cannot be taken."""
        uploads = [upload for upload in data or [] if isinstance(upload, UploadedFile)]
        if len(uploads) > documents.MOST_DOCUMENTS:
            raise ValidationError(gettext("最多上传 5 份材料。"))
        received, faults = [], []
        for upload in uploads:
            super().clean(upload, initial)
            try:
                received.append(documents.receive(upload))
            except documents.DocumentRefused as refusal:
                faults.append(refusal.message)
        if faults:
            raise ValidationError(faults)
        return received


class SpecialApplicationForm(SetPasswordMixin, forms.ModelForm):  # type: ignore[type-arg]
    """特殊用户注册: the facts, a user name with its password, and documents that prove them."""

    name = forms.CharField(
        label=_("单位名称"), max_length=120, help_text=_("请填写登记注册的全称，可附中文译名。")
    )
    country = forms.ChoiceField(label=_("国家或地区"), choices=[("", _("请选择")), *COUNTRIES])
    kind = forms.ChoiceField(label=_("单位类型"), choices=[("", _("请选择")), *SpecialKind.choices])
    document_kind = forms.ChoiceField(
        label=_("经办人证件类型"), choices=[("", _("请选择")), *DocumentKind.choices]
    )
    phone = forms.CharField(
        label=_("联系电话"),
        max_length=20,
        validators=[validate_phone],
        help_text=_("境外号码请加国家代码，如 +49 30 123456。查询进度时也要用。"),
    )
    username = forms.CharField(
        label=_("用户名"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("登录时使用，可用字母、数字和 . _ -。"),
    )
    password1, password2 = SetPasswordMixin.create_password_fields()
    uploads = DocumentsField(
        label=_("证明材料"),
        help_text=_(
            "1 至 5 份，PDF、JPG 或 PNG，每份不超过 5 MB。"
            "例如：注册登记证明、授权委托书、经办人证件。"
        ),
    )

    class Meta:
        model = SpecialApplication
        fields = (
            "name",
            "country",
            "kind",
            "legal_representative",
            "agent_name",
            "document_kind",
            "document_number",
            "phone",
            "email",
            "username",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document_number"].help_text = _("护照等证件的号码只填字母和数字。")
        self.fields["password1"].label = _("密码")
        self.fields["password1"].help_text = _("至少 12 位，不能全是数字，也不要用常见密码。")
        self.fields["password2"].label = _("确认密码")
        self.fields["password2"].help_text = _("请再输入一次同样的密码。")
        self.fields["uploads"].widget.attrs["accept"] = ".pdf,.jpg,.jpeg,.png"

    def clean_username(self) -> str:
        """Free of accounts and of other applications, in the form that accounts keep."""
        username = unicodedata.normalize("NFKC", str(self.cleaned_data["username"]))
        if services.is_taken(username, apart_from=self.instance.pk):
            raise ValidationError(gettext("用户名已被使用，请换一个。"))
        return username

    def clean_document_number(self) -> str:
        """Its form belongs to the kind of document, chosen just above."""
        number = str(self.cleaned_data["document_number"]).upper()
        validate_document_number(self.cleaned_data.get("document_kind", ""), number)
        return number

    def clean_uploads(self) -> list[documents.Received]:
        """One to five documents, those of before included."""
        received: list[documents.Received] = self.cleaned_data["uploads"]
        count = len(received) + self._kept_count()
        if not count:
            raise ValidationError(gettext("请至少上传一份证明材料。"))
        if count > documents.MOST_DOCUMENTS:
            raise ValidationError(gettext("最多保留 5 份材料，请先去掉几份。"))
        return received

    def _kept_count(self) -> int:
        return 0

    def clean(self) -> dict[str, Any]:
        """Both passwords alike, and good ones."""
        self.validate_passwords()
        data = super().clean() or {}
        if bool(data.get("password1")) != bool(data.get("password2")):
            self.add_error("password2", gettext("两次输入的密码不一致。"))
        return data

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        self.validate_password_for_user(self.instance, "password1")

    @property
    def password(self) -> str:
        """The password that was typed; empty where the one before stays."""
        return str(self.cleaned_data.get("password1") or "")

    @property
    def papers(self) -> Papers:
        """What came, and what is taken back."""
        return Papers(self.cleaned_data["uploads"], [])


class CorrectionForm(SpecialApplicationForm):
    """A returned application: everything as it was, documents can go and come."""

    dropped = forms.MultipleChoiceField(
        label=_("去掉以前上传的材料"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = (*SpecialApplicationForm.Meta.fields, "password1", "password2", "dropped")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = [(str(row.key), row.name) for row in self.instance.documents.all()]
        dropped = self.fields["dropped"]
        if isinstance(dropped, forms.MultipleChoiceField):
            dropped.choices = earlier
        for name in ("password1", "password2", "uploads"):
            self.fields[name].required = False
        self.fields["password1"].help_text = _("不修改密码就不用填。")
        self.fields["uploads"].label = _("补充证明材料")

    def _kept_count(self) -> int:
        return len(self.instance.documents.all()) - len(self.cleaned_data.get("dropped", []))

    @property
    def papers(self) -> Papers:
        """What came, and what is taken back."""
        dropped = [UUID(key) for key in self.cleaned_data["dropped"]]
        return Papers(self.cleaned_data["uploads"], dropped)


class StatusForm(forms.Form):
    """Receipt number with password or phone: who has both is told how it stands."""

    number = forms.CharField(label=_("回执编号"), max_length=30)
    password = forms.CharField(
        label=_("密码"),
        required=False,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("申请时设置的密码。用密码查询，退回后可以修改重报。"),
    )
    phone = forms.CharField(
        label=_("或联系电话"),
        required=False,
        max_length=20,
        help_text=_("忘记密码时填写。用电话只能查看结果，不能修改申请。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application: SpecialApplication | None = None
        self.may_correct = False

    def clean(self) -> dict[str, Any]:
        """Find it by the password where one is given, else by the phone."""
        data = super().clean() or {}
        number, password, phone = (data.get(key, "") for key in ("number", "password", "phone"))
        if number and password:
            self.application = services.find_by_password(number=number, password=password)
            self.may_correct = self.application is not None
        elif number and phone:
            self.application = services.find_by_phone(number=number, phone=phone)
        elif number:
            raise ValidationError(gettext("请填写密码，或者填写联系电话。"))
        if number and self.application is None:
            raise ValidationError(gettext("没有找到。请核对回执编号和密码（或联系电话）。"))
        return data


class DecisionForm(forms.Form):
    """The operator's decision on the version that was on the page."""

    move = forms.ChoiceField(choices=[(APPROVE, APPROVE), (RETURN, RETURN)])
    version = forms.IntegerField(min_value=1, max_value=1_000_000)
    note = forms.CharField(
        label=_("退回原因"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("申请人会看到这段话，请写明要补正什么。"),
    )

    def clean(self) -> dict[str, Any]:
        """Returning needs a reason, admitting has none."""
        data = super().clean() or {}
        if data.get("move") == RETURN and not data.get("note"):
            self.add_error("note", gettext("请填写退回原因。"))
        if data.get("move") == APPROVE:
            data["note"] = ""
        return data
