"""The user, the identities by which a user signs in, and sign-ins under way."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _

from foundation.core.encrypted_field import EncryptedTextField

from .enums import LoginKind, SessionEnd, TryScope

ATTEMPT_LIFETIME = timedelta(hours=1)
TRY_WINDOW = timedelta(minutes=5)
KEPT_LIFETIME = timedelta(hours=1)
LATEST_USED = (models.F("last_login_at").desc(nulls_last=True), "-pk")


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


class IdentityQuerySet(models.QuerySet["Identity"]):
    """Asking about identities."""

    def latest_used(self) -> "Identity | None":
        """The one used last."""
        return self.order_by(*LATEST_USED).first()

    def latest_of(self, users: Iterable[User]) -> "dict[User, Identity]":
        """Of each person the one used last."""
        found = self.filter(user__in=users).select_related("user").order_by(*LATEST_USED)
        return {identity.user: identity for identity in reversed(list(found))}


class Identity(models.Model):
    """One account at one identity platform; (issuer, subject) is its only key.

    What the platform verified about the person is refreshed at every sign-in.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(_("身份平台"), max_length=200)
    subject = models.CharField(_("平台用户标识"), max_length=200)
    login_kind = models.CharField(_("登录身份"), max_length=10, choices=LoginKind.choices)
    name = models.CharField(_("姓名"), max_length=60, blank=True)
    id_number = EncryptedTextField(_("身份证号"), blank=True, default="")
    id_number_index = models.CharField(
        max_length=64, blank=True, default="", db_index=True, editable=False
    )
    phone = EncryptedTextField(_("手机号"), blank=True, default="")
    agent_complete = models.BooleanField(_("经办人信息完整"), default=True)
    last_login_at = models.DateTimeField(_("最近登录"), null=True, blank=True)

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name = _("登录身份")
        verbose_name_plural = _("登录身份")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_identity_per_subject")
        ]

    def __str__(self) -> str:
        return f"{self.get_login_kind_display()} {self.user}"

    @property
    def missing_agent_facts(self) -> list[str]:
        """What the platform did not say about the agent, in words."""
        facts = ((self.name, gettext("经办人姓名")), (self.id_number, gettext("经办人身份证号")))
        return [label for value, label in facts if not value]


class SignInAttemptQuerySet(models.QuerySet["SignInAttempt"]):
    """Asking about sign-ins under way."""

    def expired(self, at: datetime) -> "SignInAttemptQuerySet":
        """Those nobody will come back to."""
        return self.filter(created_at__lt=at - ATTEMPT_LIFETIME)

    def claim(self, state_digest: str, *, at: datetime) -> bool:
        """Use an attempt up; of several answers with one state exactly one succeeds."""
        fresh = self.filter(state_digest=state_digest, used_at=None)
        fresh = fresh.filter(created_at__gte=at - ATTEMPT_LIFETIME)
        return fresh.update(used_at=at) == 1


class SignInAttempt(models.Model):
    """A sign-in that left for the identity platform, and the page that was wanted.

    It is kept here and not in the session, so that the wanted page survives a lost session,
    parallel tabs do not overwrite each other, and a state is used once.
    """

    state_digest = models.CharField(max_length=64, unique=True)
    browser_digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=LoginKind.choices)
    nonce = models.CharField(max_length=100)
    code_verifier = models.CharField(max_length=200)
    redirect_uri = models.CharField(max_length=500)
    wanted = models.TextField()
    is_restart = models.BooleanField(default=False)
    renews = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = SignInAttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("登录过程")
        verbose_name_plural = _("登录过程")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.created_at:%Y-%m-%d %H:%M}"


class PasswordTryQuerySet(models.QuerySet["PasswordTry"]):
    """Counting wrong passwords."""

    def recent(self, at: datetime) -> "PasswordTryQuerySet":
        """Those that still count."""
        return self.filter(at__gt=at - TRY_WINDOW)


class PasswordTry(models.Model):
    """One try of a password, under a keyed hash of the account or the address."""

    scope = models.CharField(max_length=10, choices=TryScope.choices)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = PasswordTryQuerySet.as_manager()

    class Meta:
        verbose_name = _("密码尝试")
        verbose_name_plural = _("密码尝试")
        indexes: ClassVar = [models.Index(fields=["scope", "key", "at"], name="try_by_key")]

    def __str__(self) -> str:
        return f"{self.scope} {self.at:%H:%M:%S}"


class SignedInQuerySet(models.QuerySet["SignedIn"]):
    """Asking about sessions."""

    def open(self) -> "SignedInQuerySet":
        """Those nobody has ended."""
        return self.filter(end=SessionEnd.OPEN)

    def living(self, at: datetime, *, idle: timedelta) -> "SignedInQuerySet":
        """Those still good at a moment: not ended, used within the idle limit."""
        return self.open().filter(seen_at__gt=at - idle).order_by("-seen_at")


class SignedIn(models.Model):
    """One session of a person: where it is, since when, and how it ended.

    The session's key stands here as it does in the table of sessions, so that a session can be
    ended from another one; it is wiped with the end. `form_digest` recognises the forms that the
    session was given, after its end too.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, blank=True, db_index=True)
    form_digest = models.CharField(max_length=64, blank=True, db_index=True)
    login_kind = models.CharField(_("登录身份"), max_length=10, choices=LoginKind.choices)
    issuer = models.CharField(max_length=200, blank=True)
    platform_session = models.CharField(max_length=200, blank=True, db_index=True)
    device = models.CharField(_("设备"), max_length=60, blank=True)
    network = models.CharField(_("网络地址"), max_length=60, blank=True)
    started_at = models.DateTimeField(_("登录时间"))
    seen_at = models.DateTimeField(_("最近使用"))
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    end = models.CharField(
        _("结束原因"),
        max_length=10,
        blank=True,
        choices=SessionEnd.choices,
        default=SessionEnd.OPEN,
    )

    objects = SignedInQuerySet.as_manager()

    class Meta:
        verbose_name = _("登录会话")
        verbose_name_plural = _("登录会话")

    def __str__(self) -> str:
        return f"{self.user} {self.device} {self.started_at:%Y-%m-%d %H:%M}"


class KeptEntryQuerySet(models.QuerySet["KeptEntry"]):
    """Asking about what was typed and not sent."""

    def fresh(self, at: datetime) -> "KeptEntryQuerySet":
        """Those still kept."""
        return self.filter(created_at__gt=at - KEPT_LIFETIME)


class KeptEntry(models.Model):
    """A form that was sent after its session had ended: kept for the person who typed it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    target = models.TextField()
    page = models.TextField()
    fields = EncryptedTextField()
    created_at = models.DateTimeField(db_index=True)

    objects = KeptEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("未送出的填写")
        verbose_name_plural = _("未送出的填写")

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%Y-%m-%d %H:%M}"
