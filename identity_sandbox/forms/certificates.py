"""Forms of certificates: showing one with a signature, and registering with what it says."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy as _

from identity_sandbox.certificates import proving, reading
from identity_sandbox.certificates.reading import CertificateFacts
from identity_sandbox.errors import CertificateRefused, Reason

from .account import LegalRegistrationForm

LOCKED_NOTE = _("来自数字证书，不能修改。")


class ProofForm(forms.Form):
    """A certificate and a signature over the challenge that the page showed.

    The certificate may be sent again as text: browsers do not keep a chosen file. There is no
    field for a private key, and a file with one is refused unread.
    """

    certificate = forms.FileField(label=_("数字证书"), required=False, allow_empty_file=True)
    certificate_text = forms.CharField(required=False)
    challenge = forms.UUIDField(required=False)
    signature = forms.CharField(label=_("签名结果"), required=False)
    signature_file = forms.FileField(label=_("签名文件"), required=False, allow_empty_file=True)

    @property
    def certificate_bytes(self) -> bytes:
        """The chosen file, else the text that was kept from before.

        Raises:
            CertificateRefused: the file is larger than any certificate.
        """
        chosen: UploadedFile[bytes] | None = self.cleaned_data.get("certificate")
        if chosen is None:
            return str(self.cleaned_data.get("certificate_text", "")).encode()
        if (chosen.size or 0) > reading.LARGEST_BYTES:
            raise CertificateRefused(Reason.TOO_LARGE)
        content: bytes = chosen.read()
        return content

    @property
    def signature_bytes(self) -> bytes:
        """The signature of the file, which wins, or of the text; empty where there is none.

        Raises:
            CertificateRefused: it cannot be a signature.
        """
        chosen: UploadedFile[bytes] | None = self.cleaned_data.get("signature_file")
        if chosen is None:
            text = str(self.cleaned_data.get("signature", ""))
            return proving.decode_signature(text) if text else b""
        if (chosen.size or 0) > 2 * proving.LONGEST_SIGNATURE_BYTES:
            raise CertificateRefused(Reason.SIGNATURE_UNREADABLE, field="signature")
        content: bytes = chosen.read()
        return proving.decode_signature(content.decode()) if content.isascii() else content


class CertificateRegistrationForm(LegalRegistrationForm):
    """Registration of a legal person whose name, code and agent a certificate states."""

    def __init__(
        self, data: QueryDict | None = None, *, facts: CertificateFacts, **kwargs: Any
    ) -> None:
        self.locked = {
            "enterprise_name": facts.enterprise_name,
            "credit_code": facts.credit_code,
            "agent_name": facts.holder_name,
        }
        self.posted = {name: data.get(name, "") for name in self.locked} if data else {}
        if data is not None:
            data = data.copy()
            data.update(self.locked)
            for name, value in self.locked.items():
                data[name] = value
        super().__init__(data, initial=self.locked, **kwargs)
        for name in self.locked:
            self.fields[name].widget.attrs["readonly"] = True
            self.fields[name].help_text = LOCKED_NOTE
        self.order_fields([*self.locked, "username", *self.fields])

    def clean(self) -> dict[str, Any]:
        """What came back must be what the certificate says: another tab may show another one.

        The form then shows the certificate's words again, so sending it once more agrees.
        """
        data = super().clean() or {}
        if self.posted and {k: v.strip() for k, v in self.posted.items()} != self.locked:
            raise forms.ValidationError(
                gettext(
                    "提交的单位信息与当前数字证书不一致，现已恢复为证书上的内容。"
                    "请核对后再提交；要用另一张证书，请返回上一步。"
                )
            )
        return data
