"""What certificates do for accounts: register one, sign in to one, be bound and removed."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from django.conf import settings
from django.db import transaction

from identity_sandbox.certificates import authority, judging, proving, reading
from identity_sandbox.errors import CertificateRefused, Reason
from identity_sandbox.models import AccountCertificate, RevokedCertificate, SandboxUser

from .challenges import Errand, take
from .special import refuse_taken

MOST_CERTIFICATES = 10


@dataclass(frozen=True, slots=True)
class Examined:
    """A certificate that passed every check, and what it says."""

    certificate: x509.Certificate
    facts: reading.CertificateFacts

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the certificate."""
        return reading.fingerprint_of(self.certificate)

    @property
    def pem(self) -> str:
        """The certificate as PEM."""
        return reading.pem_of(self.certificate)


def examine(data: bytes, *, at: datetime) -> Examined:
    """Read a certificate and judge it: trusted, of today, not revoked, of an enterprise.

    Raises:
        CertificateRefused: with the first reason that applies.
    """
    certificate = reading.read_certificate(data)
    trusted = authority.trusted_certificates(settings.IDENTITY_TRUST_STORE)
    judging.judge(certificate, trusted=trusted, at=at)
    revoked = RevokedCertificate.objects.filter(
        issuer=reading.name_text(certificate.issuer), serial=reading.serial_text(certificate)
    )
    if revoked.exists():
        raise CertificateRefused(Reason.REVOKED)
    return Examined(certificate, reading.facts_of(certificate))


def prove(
    examined: Examined, *, errand: Errand, challenge_id: uuid.UUID | None, signature: bytes
) -> None:
    """Accept that who is here holds the private key. The challenge is used up either way.

    Raises:
        CertificateRefused: nothing signed, challenge used or over, signature does not fit.
    """
    if not signature:
        raise CertificateRefused(Reason.SIGNATURE_MISSING, field="signature")
    text = take(errand, challenge_id=challenge_id)
    proving.verify_possession(examined.certificate, signature=signature, text=text)


def account_of(examined: Examined) -> SandboxUser:
    """The account that a proved certificate signs in to.

    Raises:
        CertificateRefused: it is bound to none, or the account is closed or of another code.
    """
    bound = AccountCertificate.objects.select_related("account")
    certificate = bound.filter(fingerprint=examined.fingerprint).first()
    if certificate is None:
        raise CertificateRefused(Reason.NOT_BOUND)
    if not certificate.account.is_active:
        raise CertificateRefused(Reason.CLOSED)
    if certificate.account.credit_code != examined.facts.credit_code:
        raise CertificateRefused(Reason.OTHER_ENTERPRISE)
    return certificate.account


@transaction.atomic
def register_by_certificate(
    account: SandboxUser, *, examined: Examined, at: datetime
) -> SandboxUser:
    """Save the first account of an enterprise together with its certificate.

    The transaction holds the only writer's place (``IMMEDIATE``), so the question and the
    answer belong together.

    Raises:
        CertificateRefused: the enterprise has an account, or the certificate is bound.
        Conflict: the user name was taken meanwhile.
    """
    refuse_registered(examined)
    refuse_taken(account.username)
    account.save()
    _keep(account, examined, at)
    return account


def refuse_registered(examined: Examined) -> None:
    """Refuse where certificate or enterprise are registered already.

    Raises:
        CertificateRefused: one of them is.
    """
    if AccountCertificate.objects.filter(fingerprint=examined.fingerprint).exists():
        raise CertificateRefused(Reason.BOUND)
    if SandboxUser.objects.filter(credit_code=examined.facts.credit_code).exists():
        raise CertificateRefused(Reason.REGISTERED)


@transaction.atomic
def bind(account: SandboxUser, *, examined: Examined, at: datetime) -> AccountCertificate:
    """Bind a further, for instance a renewed, certificate to a legal account.

    Raises:
        CertificateRefused: another enterprise's, bound already, or one too many.
    """
    if not account.is_legal or account.credit_code != examined.facts.credit_code:
        raise CertificateRefused(Reason.OTHER_ENTERPRISE)
    known = AccountCertificate.objects.filter(fingerprint=examined.fingerprint).first()
    if known is not None:
        own = known.account_id == account.pk
        raise CertificateRefused(Reason.BOUND_HERE if own else Reason.BOUND)
    if account.certificates.count() >= MOST_CERTIFICATES:
        raise CertificateRefused(Reason.TOO_MANY)
    return _keep(account, examined, at)


def _keep(account: SandboxUser, examined: Examined, at: datetime) -> AccountCertificate:
    certificate = examined.certificate
    return AccountCertificate.objects.create(
        account=account,
        serial=reading.serial_text(certificate),
        issuer=reading.name_text(certificate.issuer),
        subject=reading.name_text(certificate.subject),
        holder_name=examined.facts.holder_name,
        fingerprint=examined.fingerprint,
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        pem=examined.pem,
        bound_at=at,
    )


def unbind(account: SandboxUser, *, certificate_id: int) -> bool:
    """Remove a certificate from its own account; say whether there was one."""
    removed, _by_model = account.certificates.filter(pk=certificate_id).delete()
    return removed > 0


def revoke(certificate: x509.Certificate, *, at: datetime) -> None:
    """Enter a certificate in the revocation list; entering it again changes nothing."""
    RevokedCertificate.objects.get_or_create(
        issuer=reading.name_text(certificate.issuer),
        serial=reading.serial_text(certificate),
        defaults={"revoked_at": at},
    )
