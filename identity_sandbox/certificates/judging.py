"""Whether a certificate is one of ours today; why not, where it is not.

The path (names, signatures, validity, basicConstraints, keyUsage and extendedKeyUsage of issuer
and holder, critical extensions nobody knows) is judged by ``cryptography.x509.verification``.
It answers with one exception, so what stands below it only finds the sentence to say.
"""

from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import verification
from cryptography.x509.oid import ExtendedKeyUsageOID

from identity_sandbox.errors import CertificateRefused, Reason

RSA_BITS = range(2048, 4097)
ANY = verification.Criticality.AGNOSTIC


def judge(certificate: x509.Certificate, *, trusted: list[x509.Certificate], at: datetime) -> None:
    """Accept a certificate that a trusted issuer gave for signing in, valid at that moment.

    Raises:
        CertificateRefused: with the first reason that applies.
    """
    if not _has_suitable_key(certificate):
        raise CertificateRefused(Reason.WEAK_KEY)
    if not trusted:
        raise CertificateRefused(_why_refused(certificate, trusted, at))
    verifier = (
        verification.PolicyBuilder()
        .store(verification.Store(trusted))
        .time(at)
        .max_chain_depth(0)
        .extension_policies(
            ca_policy=verification.ExtensionPolicy.webpki_defaults_ca(), ee_policy=_holder_policy()
        )
        .build_client_verifier()
    )
    try:
        verifier.verify(certificate, [])
    except verification.VerificationError:
        raise CertificateRefused(_why_refused(certificate, trusted, at)) from None


def _has_suitable_key(certificate: x509.Certificate) -> bool:
    """Two kinds of key that openssl and WebCrypto both sign with; the verifier asks no size."""
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size in RSA_BITS
    return isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1)


def _holder_policy() -> verification.ExtensionPolicy:
    """The holder's certificate: signs, as a client, issues nothing. No host name is asked."""
    return (
        verification.ExtensionPolicy.permit_all()
        .require_present(x509.KeyUsage, ANY, _signs)
        .require_present(x509.ExtendedKeyUsage, ANY, _is_of_a_client)
        .may_be_present(x509.BasicConstraints, ANY, _issues_nothing)
    )


def _signs(_policy: verification.Policy, _of: x509.Certificate, usage: x509.KeyUsage) -> None:
    if not usage.digital_signature or usage.key_cert_sign:
        raise ValueError("key usage")


def _is_of_a_client(
    _policy: verification.Policy, _of: x509.Certificate, usage: x509.ExtendedKeyUsage
) -> None:
    if ExtendedKeyUsageOID.CLIENT_AUTH not in usage:
        raise ValueError("extended key usage")


def _issues_nothing(
    _policy: verification.Policy, _of: x509.Certificate, limits: x509.BasicConstraints | None
) -> None:
    if limits is not None and limits.ca:
        raise ValueError("an issuer's certificate")


def _why_refused(
    certificate: x509.Certificate, trusted: list[x509.Certificate], at: datetime
) -> Reason:
    """Say first whether it is ours at all: days and uses of a foreign one mean nothing."""
    issuers = [issuer for issuer in trusted if _issued(certificate, issuer)]
    if not issuers:
        own = certificate.subject == certificate.issuer
        return Reason.SELF_SIGNED if own else Reason.FOREIGN
    if at > certificate.not_valid_after_utc:
        return Reason.EXPIRED
    if at < certificate.not_valid_before_utc:
        return Reason.NOT_YET_VALID
    if not _is_meant_for_signing_in(certificate):
        return Reason.WRONG_USAGE
    return Reason.UNSUITABLE


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def _is_meant_for_signing_in(certificate: x509.Certificate) -> bool:
    extensions = certificate.extensions
    try:
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
        purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return False
    signs = usage.digital_signature and not usage.key_cert_sign
    if not signs or ExtendedKeyUsageOID.CLIENT_AUTH not in purposes:
        return False
    try:
        return not extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return True
