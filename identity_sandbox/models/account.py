"""The accounts of the sandbox platform."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.core.validators import is_substitute_code
from identity_sandbox.enums import AccountKind, DocumentKind, EnterpriseType, MemberRole


class SandboxUser(AbstractUser):
    """An account: a legal person with its agent, or a natural person.

    The numbers are invented and the database is thrown away, so nothing is encrypted here.
    """

    subject = models.UUIDField(_("主体标识"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("账号类型"), max_length=8, choices=AccountKind.choices)
    person_name = models.CharField(_("姓名"), max_length=60, blank=True)
    id_number = models.CharField(_("身份证号"), max_length=18, blank=True)
    phone = models.CharField(_("手机号"), max_length=20, blank=True)
    enterprise_name = models.CharField(_("单位名称"), max_length=120, blank=True)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    enterprise_type = models.CharField(
        _("单位类型"), max_length=60, blank=True, default=EnterpriseType.LIMITED
    )
    legal_representative = models.CharField(_("法定代表人"), max_length=60, blank=True)
    agent_name = models.CharField(_("经办人姓名"), max_length=60, blank=True)
    agent_id_number = models.CharField(_("经办人身份证号"), max_length=18, blank=True)
    agent_id_kind = models.CharField(
        _("经办人证件类型"),
        max_length=20,
        choices=DocumentKind.choices,
        default=DocumentKind.IDENTITY_CARD,
    )
    member_role = models.CharField(_("角色"), max_length=8, blank=True, choices=MemberRole.choices)

    class Meta:
        verbose_name = _("账号")
        verbose_name_plural = _("账号")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=AccountKind.LEGAL) | ~models.Q(credit_code=""),
                name="legal_account_has_credit_code",
            ),
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def is_legal(self) -> bool:
        """Whether the account stands for a legal person."""
        return self.kind == AccountKind.LEGAL

    @property
    def has_substitute_code(self) -> bool:
        """Whether the platform gave the code, as the body has no credit code of its own."""
        return is_substitute_code(self.credit_code)

    @property
    def display_name(self) -> str:
        """What the platform calls the account on its pages."""
        if self.is_legal:
            return self.enterprise_name
        return self.person_name or self.username

    @property
    def missing_agent_facts(self) -> list[str]:
        """Names of the agent's facts that are still empty."""
        if not self.is_legal:
            return []
        fields = ("agent_name", "agent_id_number")
        return [
            str(self._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            for name in fields
            if not getattr(self, name)
        ]


class Visit(models.Model):
    """A sign-in at a client that came from one session of the platform."""

    user = models.ForeignKey(SandboxUser, on_delete=models.CASCADE, related_name="visits")
    client_id = models.CharField(max_length=100)
    sid = models.CharField(max_length=40, db_index=True)
    session_key = models.CharField(max_length=40)
    nonce = models.CharField(max_length=200, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("单点登录")
        verbose_name_plural = _("单点登录")

    def __str__(self) -> str:
        return f"{self.user} {self.client_id}"
