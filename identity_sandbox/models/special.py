"""Applications of special users: bodies without a credit code, admitted by an operator."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from identity_sandbox.enums import DocumentKind, SpecialKind, SpecialState

from .account import SandboxUser


class SpecialApplication(models.Model):
    """Who applies, with what facts; the account is made when an operator admits it."""

    number = models.CharField(_("回执编号"), max_length=20, unique=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=SpecialState.choices, default=SpecialState.PENDING
    )
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(_("单位名称"), max_length=120)
    country = models.CharField(_("国家或地区"), max_length=2)
    kind = models.CharField(_("单位类型"), max_length=10, choices=SpecialKind.choices)
    legal_representative = models.CharField(_("法定代表人或负责人"), max_length=60)
    agent_name = models.CharField(_("经办人姓名"), max_length=60)
    document_kind = models.CharField(
        _("经办人证件类型"), max_length=20, choices=DocumentKind.choices
    )
    document_number = models.CharField(_("经办人证件号码"), max_length=18)
    phone = models.CharField(_("联系电话"), max_length=20)
    email = models.EmailField(_("电子邮箱"))
    username = models.CharField(_("用户名"), max_length=150, unique=True)
    password = models.CharField(max_length=128, editable=False)
    submitted_at = models.DateTimeField(_("提交时间"))
    account = models.OneToOneField(SandboxUser, on_delete=models.SET_NULL, null=True, blank=True)

    class Meta:
        verbose_name = _("特殊用户申请")
        verbose_name_plural = _("特殊用户申请")
        ordering: ClassVar = ["submitted_at", "pk"]

    def __str__(self) -> str:
        return self.number

    @property
    def is_pending(self) -> bool:
        """Whether it is the operator's turn."""
        return self.state == SpecialState.PENDING

    @property
    def is_returned(self) -> bool:
        """Whether it is the applicant's turn."""
        return self.state == SpecialState.RETURNED

    @property
    def is_approved(self) -> bool:
        """Whether the account has been made."""
        return self.state == SpecialState.APPROVED

    @property
    def reason(self) -> str:
        """Why it was returned last; empty where it never was."""
        last = self.steps.exclude(note="").last()
        return last.note if last else ""


class SpecialDocument(models.Model):
    """A document that came with an application; its content lies in the platform's directory."""

    application = models.ForeignKey(
        SpecialApplication, on_delete=models.CASCADE, related_name="documents"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("文件名"), max_length=120)
    content_type = models.CharField(max_length=40)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("证明材料")
        verbose_name_plural = _("证明材料")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class SpecialStep(models.Model):
    """What happened to an application: who, when, from where to where, and why."""

    application = models.ForeignKey(
        SpecialApplication, on_delete=models.CASCADE, related_name="steps"
    )
    move = models.CharField(max_length=10)
    before = models.CharField(max_length=10, choices=SpecialState.choices)
    after = models.CharField(max_length=10, choices=SpecialState.choices)
    by = models.ForeignKey(SandboxUser, on_delete=models.SET_NULL, null=True)
    note = models.CharField(_("退回原因"), max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("核验记录")
        verbose_name_plural = _("核验记录")
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.application} {self.move}"
