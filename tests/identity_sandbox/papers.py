"""Certificates of every kind, made for the moment, and signatures with their keys."""

import base64
from dataclasses import dataclass
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.asymmetric.padding import AsymmetricPadding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from demonstration.numbers import make_credit_code
from foundation.core.clock import now
from identity_sandbox.certificates.authority import (
    Authority,
    Holder,
    Issued,
    Validity,
    issue,
    new_authority,
    usage,
)

COMPANY = "示例测试药业有限公司"
AGENT = "示例持证人"


@dataclass
class Counter:
    """Credit codes that no other test used."""

    last: int = 500_000

    def code(self) -> str:
        self.last += 1
        return make_credit_code(self.last)


counter = Counter()


def holder(**changes) -> Holder:
    facts = {"enterprise_name": COMPANY, "credit_code": counter.code(), "name": AGENT}
    return Holder(**{**facts, **changes})


def good(authority: Authority, **changes) -> Issued:
    return issue(authority, holder(**changes), validity=Validity.starting(now()))


def of_days(authority: Authority, begins: int, ends: int) -> Issued:
    days = Validity(now() + timedelta(days=begins), now() + timedelta(days=ends))
    return issue(authority, holder(), validity=days)


def foreign() -> Issued:
    return good(new_authority("Foreign CA", at=now()))


def same_name_foreign(authority: Authority) -> Issued:
    """An issuer that calls itself like ours, with a key of its own."""
    name = authority.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    return good(new_authority(str(name), at=now()))


SIGNS = (usage("digital_signature"), True)
CLIENT = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), False)
LEAF = (x509.BasicConstraints(ca=False, path_length=None), True)


def custom(authority: Authority, *, extensions=(SIGNS, CLIENT, LEAF), key=None, subject=None):
    """A certificate with exactly these extensions, key and subject."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    public = authority.key.public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject or holder().subject)
        .issuer_name(authority.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=9))
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return Issued(builder.sign(authority.key, hashes.SHA256()), key)


def self_signed() -> Issued:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = holder().subject
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=9))
    )
    for extension, critical in (SIGNS, CLIENT, LEAF):
        builder = builder.add_extension(extension, critical=critical)
    return Issued(builder.sign(key, hashes.SHA256()), key)


def der(issued: Issued) -> bytes:
    return issued.certificate.public_bytes(serialization.Encoding.DER)


def sign(issued: Issued, text: bytes, *, scheme="plain") -> bytes:
    key = issued.key
    if isinstance(key, rsa.RSAPrivateKey):
        how: AsymmetricPadding = padding.PKCS1v15()
        if scheme == "pss":
            how = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
        return key.sign(text, how, hashes.SHA256())
    made = key.sign(text, ec.ECDSA(hashes.SHA256()))
    if scheme == "raw":
        r, s = utils.decode_dss_signature(made)
        return r.to_bytes(32) + s.to_bytes(32)
    return made


def base64_of(signature: bytes) -> str:
    return base64.b64encode(signature).decode()
