"""Forms of the sandbox platform: sign in, register, complete the account."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.forms import BaseUserCreationForm
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy as _

from foundation.core.validators import (
    validate_credit_code,
    validate_identity_card,
    validate_phone,
)
from identity_sandbox import services
from identity_sandbox.enums import AccountKind, DocumentKind, EnterpriseType, MemberRole
from identity_sandbox.models import SandboxUser
from identity_sandbox.validators import validate_document_number


class SignInForm(forms.Form):
    """Name and password for one of the two kinds; wrong tries are counted before hashing."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("密码"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, kind: AccountKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.kind = kind
        self.account: SandboxUser | None = None

    def clean(self) -> dict[str, Any]:
        """Find the account; say which tab it belongs to where that is the only fault."""
        data = super().clean() or {}
        if not {"username", "password"} <= data.keys():
            return data
        account = get_adapter().authenticate(
            self.request, username=data["username"], password=data["password"]
        )
        if not isinstance(account, SandboxUser):
            raise forms.ValidationError(self._why_not(data["username"], data["password"]))
        if account.kind != self.kind:
            raise forms.ValidationError(
                gettext("这是%(kind)s账号。请在上方切换到“%(kind)s登录”后再试。")
                % {"kind": AccountKind(account.kind).label}
            )
        self.account = account
        return data

    def _why_not(self, username: str, password: str) -> str:
        """A special user with the right password is told how the application stands."""
        waiting = services.waiting_with(username=username, password=password)
        if waiting is None:
            return gettext("用户名或密码不正确，请核对后重新输入。")
        if waiting.is_returned:
            text = gettext(
                "您的特殊用户申请（回执编号 %(number)s）已退回，请查看原因并修改后重新提交。"
            )
        else:
            text = gettext("您的特殊用户申请（回执编号 %(number)s）正在核验，通过后才能登录。")
        return text % {"number": waiting.number}


class RegistrationForm(BaseUserCreationForm):  # type: ignore[type-arg]
    """What both kinds of registration share."""

    kind: AccountKind

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.kind = self.kind
        self.fields["username"].label = _("用户名")
        self.fields["username"].help_text = _("登录时使用，可用字母、数字和 . _ -。")
        self.fields["password1"].help_text = _("至少 12 位，不能全是数字，也不要用常见密码。")
        self.fields["password2"].help_text = _("请再输入一次同样的密码。")

    def clean_username(self) -> str:
        """A name that a special user's application waits for is not free either."""
        username = str(self.cleaned_data["username"])
        if services.is_taken(username):
            raise forms.ValidationError(gettext("用户名已被使用，请换一个。"))
        return username


class NaturalRegistrationForm(RegistrationForm):
    """Registration of a natural person."""

    kind = AccountKind.NATURAL
    person_name = forms.CharField(label=_("姓名"), max_length=60)
    id_number = forms.CharField(
        label=_("身份证号"), max_length=18, validators=[validate_identity_card]
    )
    phone = forms.CharField(label=_("手机号"), max_length=20, validators=[validate_phone])

    class Meta(BaseUserCreationForm.Meta):
        model = SandboxUser
        fields = ("username", "person_name", "id_number", "phone")


class LegalRegistrationForm(RegistrationForm):
    """Registration of a legal person by its first account, the administrator's."""

    kind = AccountKind.LEGAL
    enterprise_name = forms.CharField(label=_("单位名称"), max_length=120)
    credit_code = forms.CharField(
        label=_("统一社会信用代码"), max_length=18, validators=[validate_credit_code]
    )
    enterprise_type = forms.ChoiceField(label=_("单位类型"), choices=EnterpriseType.choices)
    legal_representative = forms.CharField(label=_("法定代表人"), max_length=60)
    agent_name = forms.CharField(label=_("经办人姓名"), max_length=60)
    agent_id_number = forms.CharField(
        label=_("经办人身份证号"),
        max_length=18,
        required=False,
        validators=[validate_identity_card],
        help_text=_("可以以后在“账户设置”中补充；办理事项前必须补全。"),
    )
    phone = forms.CharField(label=_("经办人手机号"), max_length=20, validators=[validate_phone])

    class Meta(BaseUserCreationForm.Meta):
        model = SandboxUser
        fields = (
            "username",
            "enterprise_name",
            "credit_code",
            "enterprise_type",
            "legal_representative",
            "agent_name",
            "agent_id_number",
            "phone",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.member_role = MemberRole.ADMIN

    def clean_credit_code(self) -> str:
        """One registration an enterprise: others are added by its administrator."""
        code = str(self.cleaned_data["credit_code"]).upper()
        if SandboxUser.objects.filter(credit_code=code).exists():
            raise forms.ValidationError(
                gettext("该单位已经注册。请联系本单位的企业管理员为您开通经办人账号。")
            )
        return code


class AgentSettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """The account settings of a legal account: its agent."""

    agent_name = forms.CharField(label=_("经办人姓名"), max_length=60)
    agent_id_number = forms.CharField(label=_("经办人身份证号"), max_length=18)
    phone = forms.CharField(label=_("经办人手机号"), max_length=20, validators=[validate_phone])

    class Meta:
        model = SandboxUser
        fields = ("agent_name", "agent_id_number", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.agent_id_kind != DocumentKind.IDENTITY_CARD:
            kind = self.instance.get_agent_id_kind_display()
            self.fields["agent_id_number"].label = gettext("经办人%(kind)s号码") % {"kind": kind}

    def clean_agent_id_number(self) -> str:
        """The number is of the kind of document that the account was admitted with."""
        number = str(self.cleaned_data["agent_id_number"]).upper()
        validate_document_number(self.instance.agent_id_kind, number)
        return number


class PersonSettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """The account settings of a natural person."""

    phone = forms.CharField(label=_("手机号"), max_length=20, validators=[validate_phone])

    class Meta:
        model = SandboxUser
        fields = ("phone",)
