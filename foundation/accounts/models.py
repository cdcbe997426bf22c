"""The user, and the identities at identity platforms by which a user signs in."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .enums import LoginKind


class User(AbstractUser):
    """A person: one of the public, an agent of an enterprise, or staff.

    The public has no password here: it signs in at the identity platform.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    full_name = models.CharField(_("姓名"), max_length=60, blank=True)
    department = models.CharField(_("处室"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = _("用户")

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """The name as people write it."""
        return self.full_name or self.username


class Identity(models.Model):
    """One account at one identity platform; (issuer, subject) is its only key."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(_("身份平台"), max_length=200)
    subject = models.CharField(_("平台用户标识"), max_length=200)
    login_kind = models.CharField(_("登录身份"), max_length=10, choices=LoginKind.choices)
    agent_complete = models.BooleanField(_("经办人信息完整"), default=True)
    last_login_at = models.DateTimeField(_("最近登录"), null=True, blank=True)

    class Meta:
        verbose_name = _("登录身份")
        verbose_name_plural = _("登录身份")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_identity_per_subject")
        ]

    def __str__(self) -> str:
        return f"{self.get_login_kind_display()} {self.user}"
