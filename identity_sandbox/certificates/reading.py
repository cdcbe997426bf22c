"""From uploaded bytes to one certificate, and from its subject to facts of the enterprise."""

import unicodedata
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID
from django.core.exceptions import ValidationError

from foundation.core.validators import validate_credit_code
from identity_sandbox.errors import CertificateRefused, Reason

LARGEST_BYTES = 16 * 1024
LONGEST_ENTERPRISE_NAME = 120
LONGEST_HOLDER_NAME = 60
CREDIT_CODE_LENGTH = 18
PEM_BEGIN = b"-----BEGIN CERTIFICATE-----"
PRIVATE_KEY = b"PRIVATE KEY-----"
NAMES = {NameOID.ORGANIZATION_IDENTIFIER: "organizationIdentifier"}
# Everything that the library raises while reading what is not a certificate it understands.
UNREADABLE = (
    ValueError,
    TypeError,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
    UnsupportedAlgorithm,
)


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a certificate says about the enterprise and about its holder, the agent."""

    enterprise_name: str
    credit_code: str
    holder_name: str


def read_certificate(data: bytes) -> x509.Certificate:
    """Read exactly one certificate, PEM or DER.

    Raises:
        CertificateRefused: nothing there, too large, a private key, several certificates, or
            not an X.509 certificate with a key that we understand.
    """
    if not data:
        raise CertificateRefused(Reason.MISSING)
    if len(data) > LARGEST_BYTES:
        raise CertificateRefused(Reason.TOO_LARGE)
    if PRIVATE_KEY in data:
        raise CertificateRefused(Reason.PRIVATE_KEY)
    if data.count(PEM_BEGIN) > 1:
        raise CertificateRefused(Reason.SEVERAL)
    try:
        if PEM_BEGIN in data:
            certificate = x509.load_pem_x509_certificate(data)
        else:
            certificate = x509.load_der_x509_certificate(data)
        _read_through(certificate)
    except UNREADABLE:
        raise CertificateRefused(Reason.UNREADABLE) from None
    return certificate


def _read_through(certificate: x509.Certificate) -> None:
    """Parse now what the library parses at first use, so that nothing fails later."""
    if certificate.serial_number <= 0:
        raise ValueError("RFC 5280, 4.1.2.2: a serial number is positive")
    certificate.public_key()
    list(certificate.extensions)
    name_text(certificate.subject)
    name_text(certificate.issuer)


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """Read the subject: O the enterprise, organizationIdentifier its code, CN the holder.

    organizationIdentifier (2.5.4.97, ETSI EN 319 412-1) is the attribute meant for the number
    of a legal person; it holds the 18 characters of GB 32100 and nothing else.

    Raises:
        CertificateRefused: one of them is absent, there twice, too long or not plain text, or
            the credit code is not well-formed.
    """
    facts = CertificateFacts(
        enterprise_name=_single(
            certificate, NameOID.ORGANIZATION_NAME, longest=LONGEST_ENTERPRISE_NAME
        ),
        credit_code=_single(
            certificate, NameOID.ORGANIZATION_IDENTIFIER, longest=LONGEST_ENTERPRISE_NAME
        ),
        holder_name=_single(certificate, NameOID.COMMON_NAME, longest=LONGEST_HOLDER_NAME),
    )
    try:
        validate_credit_code(facts.credit_code)
    except ValidationError:
        raise CertificateRefused(Reason.CREDIT_CODE) from None
    if len(facts.credit_code) != CREDIT_CODE_LENGTH or facts.credit_code.upper() != (
        facts.credit_code
    ):
        raise CertificateRefused(Reason.CREDIT_CODE)
    return facts


def _single(certificate: x509.Certificate, kind: x509.ObjectIdentifier, *, longest: int) -> str:
    values = certificate.subject.get_attributes_for_oid(kind)
    text = values[0].value if len(values) == 1 else ""
    if not isinstance(text, str) or not text.strip() or len(text) > longest:
        raise CertificateRefused(Reason.SUBJECT)
    if any(unicodedata.category(char).startswith("C") for char in text):
        raise CertificateRefused(Reason.SUBJECT)  # controls, reversed writing, half surrogates
    return text.strip()


def name_text(name: x509.Name) -> str:
    """A distinguished name as text (RFC 4514)."""
    return name.rfc4514_string(NAMES)


def serial_text(certificate: x509.Certificate) -> str:
    """The serial number in hexadecimal digits, as openssl prints it."""
    return f"{certificate.serial_number:X}"


def fingerprint_of(certificate: x509.Certificate) -> str:
    """SHA-256 over the whole certificate."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def pem_of(certificate: x509.Certificate) -> str:
    """The certificate alone as PEM, without what stood around it in the file."""
    return certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")
