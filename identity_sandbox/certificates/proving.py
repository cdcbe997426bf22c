"""Whether a signature over a challenge was made with a certificate's private key."""

import base64
import binascii

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

from identity_sandbox.errors import CertificateRefused, Reason

LONGEST_SIGNATURE_BYTES = 1024
# WebCrypto gives an ECDSA signature as r and s side by side (IEEE P1363), openssl as DER.
P256_BYTES = 32


def decode_signature(text: str) -> bytes:
    """The bytes of a pasted signature in Base64, with or without line breaks.

    Raises:
        CertificateRefused: it is not Base64, or too long for a signature.
    """
    try:
        signature = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise CertificateRefused(Reason.SIGNATURE_UNREADABLE, field="signature") from None
    if not signature or len(signature) > LONGEST_SIGNATURE_BYTES:
        raise CertificateRefused(Reason.SIGNATURE_UNREADABLE, field="signature")
    return signature


def verify_possession(certificate: x509.Certificate, *, signature: bytes, text: bytes) -> None:
    """Accept SHA-256 with RSA PKCS #1 v1.5 or PSS (RFC 8017), or with ECDSA on P-256.

    Raises:
        CertificateRefused: the signature was not made over this text with this key.
    """
    key = certificate.public_key()
    fits = False
    if isinstance(key, rsa.RSAPublicKey):
        fits = _fits_rsa(key, signature, text)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        fits = _fits_ecdsa(key, signature, text)
    if not fits:
        raise CertificateRefused(Reason.SIGNATURE_WRONG, field="signature")


def _fits_rsa(key: rsa.RSAPublicKey, signature: bytes, text: bytes) -> bool:
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=padding.PSS.AUTO)
    for scheme in (padding.PKCS1v15(), pss):
        try:
            key.verify(signature, text, scheme, hashes.SHA256())
        except (InvalidSignature, ValueError):
            continue
        return True
    return False


def _fits_ecdsa(key: ec.EllipticCurvePublicKey, signature: bytes, text: bytes) -> bool:
    forms = [signature]
    if len(signature) == 2 * P256_BYTES:
        r, s = signature[:P256_BYTES], signature[P256_BYTES:]
        forms.append(utils.encode_dss_signature(int.from_bytes(r), int.from_bytes(s)))
    for form in forms:
        try:
            key.verify(form, text, ec.ECDSA(hashes.SHA256()))
        except (InvalidSignature, ValueError):
            continue
        return True
    return False
