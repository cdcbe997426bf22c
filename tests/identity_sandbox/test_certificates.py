"""Reading, judging and proving: real certificates and signatures, no database."""

import random
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from foundation.core.clock import now
from identity_sandbox.certificates import authority as authorities, judging, proving, reading
from identity_sandbox.errors import SENTENCES, CertificateRefused, Reason
from tests.identity_sandbox import papers

TEXT = b"http://127.0.0.1:8001 sign_in once\n"


@pytest.fixture(scope="module")
def authority():
    return authorities.new_authority("Test CA", at=now() - timedelta(days=100))


@pytest.fixture(scope="module")
def rsa_paper(authority):
    return authorities.issue(
        authority,
        papers.holder(),
        validity=authorities.Validity.starting(now()),
        is_rsa=True,
    )


def judged(issued, authority, *, at=None):
    """The reason why it was refused, None where it was accepted."""
    try:
        judging.judge(issued.certificate, trusted=[authority.certificate], at=at or now())
    except CertificateRefused as refusal:
        return refusal.reason
    return None


def refusal_of(call, *args, **kwargs):
    with pytest.raises(CertificateRefused) as caught:
        call(*args, **kwargs)
    return caught.value.reason


def test_reasons__every_one__has_a_sentence():
    assert set(SENTENCES) == set(Reason)


def test_certificate__as_pem_or_der__says_the_same(authority):
    issued = papers.good(authority, name="示例甲")
    texts = [
        issued.certificate_pem,
        papers.der(issued),
        b"Bag Attributes\n" + issued.certificate_pem,
    ]
    facts = {reading.facts_of(reading.read_certificate(text)) for text in texts}

    assert len(facts) == 1
    assert facts.pop().holder_name == "示例甲"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.MISSING),
        (b"hello", Reason.UNREADABLE),
        (b"\x30\x82\xff\xff", Reason.UNREADABLE),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", Reason.UNREADABLE),
        (b"x" * (16 * 1024 + 1), Reason.TOO_LARGE),
    ],
)
def test_certificate__not_one__is_refused(data, reason):
    assert refusal_of(reading.read_certificate, data) == reason


def test_certificate__with_its_private_key__is_refused_unread(authority):
    issued = papers.good(authority)

    both = issued.certificate_pem + issued.key_pem
    assert refusal_of(reading.read_certificate, both) == Reason.PRIVATE_KEY


def test_certificate__two_in_one_file__is_refused(authority):
    two = papers.good(authority).certificate_pem + papers.good(authority).certificate_pem

    assert refusal_of(reading.read_certificate, two) == Reason.SEVERAL


@pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")
def test_certificate__damaged_at_random__never_fails_otherwise(authority):
    source = random.Random(20261123)  # noqa: S311 (the same every time)
    whole = papers.der(papers.good(authority))
    for _ in range(2000):
        damaged = bytearray(whole)
        for _ in range(source.randint(1, 4)):
            damaged[source.randrange(len(damaged))] = source.randrange(256)
        try:
            certificate = reading.read_certificate(bytes(damaged))
            judging.judge(certificate, trusted=[authority.certificate], at=now())
        except CertificateRefused:
            continue
        assert bytes(damaged) == whole


def test_subject__complete__is_read(authority):
    facts = reading.facts_of(papers.good(authority, credit_code="91110100XX00088894").certificate)

    assert facts == reading.CertificateFacts(papers.COMPANY, "91110100XX00088894", papers.AGENT)


@pytest.mark.parametrize("missing", ["enterprise_name", "credit_code", "name"])
def test_subject__one_fact_missing__is_refused(authority, missing):
    issued = papers.good(authority, **{missing: ""})

    assert refusal_of(reading.facts_of, issued.certificate) == Reason.SUBJECT


@pytest.mark.parametrize("name", ["示例\u202e公司", "示例\n公司", "示例\x00公司", " "])
def test_subject__not_plain_text__is_refused(authority, name):
    issued = papers.good(authority, enterprise_name=name)

    assert refusal_of(reading.facts_of, issued.certificate) == Reason.SUBJECT


def test_subject__two_codes__is_refused(authority):
    doubled = [
        *papers.holder().subject,
        x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, "91110100XX00088894"),
    ]
    issued = papers.custom(authority, subject=x509.Name(doubled))

    assert refusal_of(reading.facts_of, issued.certificate) == Reason.SUBJECT


@pytest.mark.parametrize(
    "code",
    [
        "91110100XX00088895",
        "91110100xx00088894",
        "91110100-XX00088894",
        "NTRCN-91110100XX00088894",
        "TSDE20260000000016",
        "1",
    ],
)
def test_subject__code_not_well_formed__is_refused(authority, code):
    issued = papers.good(authority, credit_code=code)

    assert refusal_of(reading.facts_of, issued.certificate) == Reason.CREDIT_CODE


def test_certificate__of_ours__is_accepted(authority, rsa_paper):
    assert judged(papers.good(authority), authority) is None
    assert judged(rsa_paper, authority) is None


def test_certificate__days_over__is_expired(authority):
    assert judged(papers.of_days(authority, -30, -1), authority) == Reason.EXPIRED


def test_certificate__days_to_come__is_not_yet_valid(authority):
    assert judged(papers.of_days(authority, 1, 30), authority) == Reason.NOT_YET_VALID


def test_certificate__of_another_issuer__is_foreign(authority):
    assert judged(papers.foreign(), authority) == Reason.FOREIGN


def test_certificate__of_an_issuer_with_our_name__is_foreign(authority):
    assert judged(papers.same_name_foreign(authority), authority) == Reason.FOREIGN


def test_certificate__without_any_trust_store__is_foreign(authority):
    with pytest.raises(CertificateRefused) as caught:
        judging.judge(papers.good(authority).certificate, trusted=[], at=now())
    assert caught.value.reason == Reason.FOREIGN


def test_certificate__signed_by_itself__says_so(authority):
    assert judged(papers.self_signed(), authority) == Reason.SELF_SIGNED


def test_certificate__the_issuers_own__is_refused(authority):
    own = authorities.Issued(authority.certificate, authority.key)

    assert judged(own, authority) == Reason.WRONG_USAGE


def test_certificate__issued_by_a_holder__is_foreign(authority):
    holder = papers.good(authority)
    child = papers.good(authorities.Authority(holder.certificate, holder.key))

    assert judged(child, authority) == Reason.FOREIGN


SERVER = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
ENCRYPTS = (authorities.usage("key_encipherment"), True)
ISSUES = (authorities.usage("digital_signature", "key_cert_sign"), True)
ISSUER = (x509.BasicConstraints(ca=True, path_length=None), True)


@pytest.mark.parametrize(
    "extensions",
    [
        (papers.CLIENT, papers.LEAF),
        (papers.SIGNS, papers.LEAF),
        (ENCRYPTS, papers.CLIENT, papers.LEAF),
        (papers.SIGNS, SERVER, papers.LEAF),
        (ISSUES, papers.CLIENT, papers.LEAF),
        (papers.SIGNS, papers.CLIENT, ISSUER),
    ],
    ids=["no usage", "no purpose", "encrypts", "server", "signs certificates", "issuer"],
)
def test_certificate__for_another_use__is_refused(authority, extensions):
    assert judged(papers.custom(authority, extensions=extensions), authority) == Reason.WRONG_USAGE


def test_certificate__critical_extension_nobody_knows__is_refused(authority):
    unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
    issued = papers.custom(
        authority, extensions=(papers.SIGNS, papers.CLIENT, papers.LEAF, (unknown, True))
    )

    assert judged(issued, authority) == Reason.UNSUITABLE


@pytest.mark.parametrize(
    "key",
    [
        rsa.generate_private_key(public_exponent=65537, key_size=1024),  # noqa: S505 (to be refused)
        ec.generate_private_key(ec.SECP384R1()),
        ec.generate_private_key(ec.SECP256K1()),
    ],
    ids=["RSA 1024", "P-384", "secp256k1"],
)
def test_certificate__unsuitable_key__is_refused(authority, key):
    assert judged(papers.custom(authority, key=key), authority) == Reason.WEAK_KEY


@pytest.mark.parametrize("scheme", ["plain", "raw"])
def test_signature__ecdsa_as_der_or_raw__is_accepted(authority, scheme):
    issued = papers.good(authority)
    signature = papers.sign(issued, TEXT, scheme=scheme)

    proving.verify_possession(issued.certificate, signature=signature, text=TEXT)


@pytest.mark.parametrize("scheme", ["plain", "pss"])
def test_signature__rsa_of_either_padding__is_accepted(rsa_paper, scheme):
    signature = papers.sign(rsa_paper, TEXT, scheme=scheme)

    proving.verify_possession(rsa_paper.certificate, signature=signature, text=TEXT)


def test_signature__of_something_else__does_not_fit(authority, rsa_paper):
    issued, other = papers.good(authority), papers.good(authority)
    wrong = [
        (issued, papers.sign(other, TEXT)),
        (issued, papers.sign(issued, TEXT + b"x")),
        (issued, bytes(64)),
        (issued, b"\x30\x06\x02\x01\x00\x02\x01\x00"),
        (issued, b"x"),
        (rsa_paper, papers.sign(issued, TEXT)),
        (rsa_paper, bytes(256)),
        (rsa_paper, bytes(1024)),
    ]
    for paper, signature in wrong:
        reason = refusal_of(
            proving.verify_possession, paper.certificate, signature=signature, text=TEXT
        )
        assert reason == Reason.SIGNATURE_WRONG


@pytest.mark.parametrize("text", ["", "%%%", "签名", "QUJD=QUJD", "A" * 4000])
def test_pasted_signature__not_base64_or_too_long__is_refused(text):
    assert refusal_of(proving.decode_signature, text) == Reason.SIGNATURE_UNREADABLE


def test_pasted_signature__with_line_breaks__is_read():
    assert proving.decode_signature("QUJD\r\nREVG\n") == b"ABCDEF"


def test_development_authority__asked_twice__is_one_and_its_key_is_private(tmp_path):
    first = authorities.kept_authority(tmp_path / "ca", at=now())
    second = authorities.kept_authority(tmp_path / "ca", at=now())

    assert first.certificate == second.certificate
    assert (tmp_path / "ca" / "authority.pem").stat().st_mode & 0o077 == 0
    assert b"PRIVATE" not in (tmp_path / "ca" / "ca.pem").read_bytes()
    assert authorities.trusted_certificates(tmp_path / "ca" / "ca.pem") == [first.certificate]


def test_issued_key__written__belongs_to_its_owner_only(tmp_path, authority):
    _certificate, key = authorities.write_issued(
        papers.good(authority), directory=tmp_path / "out", stem="x"
    )

    assert key.stat().st_mode & 0o077 == 0
