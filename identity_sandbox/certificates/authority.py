"""The development authority: made at first need, kept outside the repository, trusted here only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from identity_sandbox.keys import read_or_create

LIFETIME = timedelta(days=3650)
HOLDER_LIFETIME = timedelta(days=365)
RSA_BITS = 2048
USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip
PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Authority:
    """An issuer: its certificate and the key that signs."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Validity:
    """From when until when a certificate is good."""

    begins: datetime
    ends: datetime

    @classmethod
    def starting(cls, at: datetime, *, days: int = HOLDER_LIFETIME.days) -> "Validity":
        """A few minutes back, for clocks that are behind, and then so many days."""
        return cls(at - timedelta(minutes=5), at + timedelta(days=days))


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a certificate is issued to."""

    enterprise_name: str
    credit_code: str
    name: str

    @property
    def subject(self) -> x509.Name:
        """The subject as the platform reads it (see ``reading.facts_of``)."""
        facts = (
            (NameOID.COUNTRY_NAME, "CN"),
            (NameOID.ORGANIZATION_NAME, self.enterprise_name),
            (NameOID.ORGANIZATION_IDENTIFIER, self.credit_code),
            (NameOID.COMMON_NAME, self.name),
        )
        return x509.Name([x509.NameAttribute(kind, value) for kind, value in facts if value])


@dataclass(frozen=True, slots=True)
class Issued:
    """A holder's certificate and private key, both PEM; the key leaves with its holder."""

    certificate: x509.Certificate
    key: PrivateKey

    @property
    def certificate_pem(self) -> bytes:
        """The certificate as PEM."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        """The private key as unencrypted PKCS #8, which WebCrypto and openssl both read."""
        return _key_pem(self.key)


def _key_pem(key: PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def usage(*names: str) -> x509.KeyUsage:
    """A key usage with exactly these bits."""
    return x509.KeyUsage(**{name: name in names for name in USAGES})


def new_authority(name: str, *, at: datetime) -> Authority:
    """An issuer that nobody trusts until its certificate is put into a trust store."""
    key = ec.generate_private_key(ec.SECP256R1())
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    validity = Validity.starting(at, days=LIFETIME.days)
    builder = _builder(own, own, key.public_key(), validity)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(usage("key_cert_sign", "crl_sign"), critical=True)
    certificate = builder.sign(key, hashes.SHA256())
    return Authority(certificate, key)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public: rsa.RSAPublicKey | ec.EllipticCurvePublicKey,
    validity: Validity,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(validity.begins)
        .not_valid_after(validity.ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def kept_authority(directory: Path, *, at: datetime) -> Authority:
    """The development authority of this installation, made where there is none yet.

    Key and certificate stand in one file that is written whole, so that of several processes
    starting together one authority remains. ``ca.pem`` beside it is what one may hand out.
    """

    def made() -> str:
        new = new_authority("Sandbox Development CA", at=at)
        public = new.certificate.public_bytes(serialization.Encoding.PEM)
        return (_key_pem(new.key) + public).decode("ascii")

    text = read_or_create(directory / "authority.pem", made).encode("ascii")
    key = serialization.load_pem_private_key(text, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(type(key))
    certificate = x509.load_pem_x509_certificate(text)
    public = certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")
    read_or_create(directory / "ca.pem", lambda: public)
    return Authority(certificate, key)


def trusted_certificates(store: Path) -> list[x509.Certificate]:
    """The issuers that the platform trusts; none where there is no trust store yet."""
    return x509.load_pem_x509_certificates(store.read_bytes()) if store.exists() else []


def issue(
    authority: Authority, holder: Holder, *, validity: Validity, is_rsa: bool = False
) -> Issued:
    """Issue a certificate for signing in: digitalSignature and clientAuth, nothing else."""
    key: PrivateKey = ec.generate_private_key(ec.SECP256R1())
    if is_rsa:
        key = rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    public = authority.key.public_key()
    builder = (
        _builder(holder.subject, authority.certificate.subject, key.public_key(), validity)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage("digital_signature", "content_commitment"), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
    )
    return Issued(builder.sign(authority.key, hashes.SHA256()), key)


def write_issued(issued: Issued, *, directory: Path, stem: str) -> tuple[Path, Path]:
    """Write certificate and key as ``<stem>.pem`` and ``<stem>.key.pem`` (owner only)."""
    directory.mkdir(parents=True, exist_ok=True)
    certificate, key = directory / f"{stem}.pem", directory / f"{stem}.key.pem"
    certificate.write_bytes(issued.certificate_pem)
    key.unlink(missing_ok=True)
    key.touch(mode=0o600)
    key.write_bytes(issued.key_pem)
    return certificate, key
