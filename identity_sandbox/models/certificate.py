"""Certificates of accounts, the challenges that prove their possession, and the revoked ones."""

import uuid
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from identity_sandbox.enums import ChallengePurpose

from .account import SandboxUser

# RFC 5280, 4.1.2.2: a serial number has at most 20 octets.
SERIAL_DIGITS = 40


class AccountCertificate(models.Model):
    """A certificate that signs in to an account; the private key is never here."""

    account = models.ForeignKey(SandboxUser, on_delete=models.CASCADE, related_name="certificates")
    serial = models.CharField(_("序列号"), max_length=SERIAL_DIGITS)
    issuer = models.TextField(_("颁发机构"))
    subject = models.TextField(_("证书主体"))
    holder_name = models.CharField(_("持有人"), max_length=60)
    fingerprint = models.CharField(_("指纹（SHA-256）"), max_length=64, unique=True)
    not_before = models.DateTimeField(_("生效时间"))
    not_after = models.DateTimeField(_("到期时间"))
    pem = models.TextField(_("证书内容"))
    bound_at = models.DateTimeField(_("绑定时间"))

    class Meta:
        verbose_name = _("数字证书")
        verbose_name_plural = _("数字证书")
        ordering: ClassVar = ["-not_after", "-pk"]

    def __str__(self) -> str:
        return self.serial

    def is_expired(self, at: datetime) -> bool:
        """Whether its days are over."""
        return at > self.not_after


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    """Challenges, by who may still answer them."""

    def open_to(self, *, session_key: str, purpose: str, at: datetime) -> Self:
        """Those that this browser may still sign for this purpose."""
        return self.filter(
            session_key=session_key, purpose=purpose, used_at=None, expires_at__gt=at
        )

    def over(self, before: datetime) -> Self:
        """Those that expired before a moment: nobody is told anything about them any more."""
        return self.filter(expires_at__lt=before)


class Challenge(models.Model):
    """A text that is signed once, by one browser, for one purpose, within minutes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=8, choices=ChallengePurpose.choices)
    session_key = models.CharField(max_length=40)
    text = models.CharField(max_length=500)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = _("签名挑战")
        verbose_name_plural = _("签名挑战")

    def __str__(self) -> str:
        return str(self.pk)


class RevokedCertificate(models.Model):
    """A serial number that its issuer took back: the platform's small revocation list."""

    issuer = models.TextField(_("颁发机构"))
    serial = models.CharField(_("序列号"), max_length=SERIAL_DIGITS)
    revoked_at = models.DateTimeField(_("吊销时间"))

    class Meta:
        verbose_name = _("已吊销的证书")
        verbose_name_plural = _("已吊销的证书")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "serial"], name="revoked_once")
        ]

    def __str__(self) -> str:
        return self.serial
