"""The commands that make certificates for testers, as testers run them."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography import x509

from foundation.core.clock import now
from identity_sandbox.certificates import judging, reading
from identity_sandbox.certificates.authority import kept_authority, trusted_certificates
from identity_sandbox.errors import CertificateRefused, Reason
from tests.identity_sandbox.live import ROOT

CODE = "91110100XX0008897Y"
WHO = ("--credit-code", CODE, "--name", "示例公司", "--holder", "示例人")


@pytest.fixture
def run(tmp_path):
    def command(*arguments):
        done = subprocess.run(
            [sys.executable, "-m", "identity_sandbox", *arguments],
            env={**os.environ, "IDENTITY_DIRECTORY": str(tmp_path), "IDENTITY_TRUST_STORE": ""},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()

    return command


def reason_of(path, store):
    certificate = reading.read_certificate(path.read_bytes())
    try:
        judging.judge(certificate, trusted=trusted_certificates(store), at=now())
    except CertificateRefused as refusal:
        return refusal.reason
    return None


def test_commands__every_kind__makes_what_it_says(run, tmp_path):
    store = tmp_path / "certificate_authority" / "ca.pem"
    assert run("make_test_ca") == [str(store)]
    folder = tmp_path / "out"
    for flags in ((), ("--expired",), ("--foreign",), ("--days", "5", "--rsa")):
        run("make_test_certificate", *WHO, *flags, "--out", str(folder))

    assert reason_of(folder / f"{CODE}.pem", store) is None
    assert reason_of(folder / f"{CODE}-expired.pem", store) == Reason.EXPIRED
    assert reason_of(folder / f"{CODE}-foreign.pem", store) == Reason.FOREIGN
    facts = reading.facts_of(x509.load_pem_x509_certificate((folder / f"{CODE}.pem").read_bytes()))
    assert facts == reading.CertificateFacts("示例公司", CODE, "示例人")
    assert (folder / f"{CODE}.key.pem").stat().st_mode & 0o077 == 0


def test_command__code_that_is_a_path__stays_in_the_folder(run, tmp_path):
    folder = tmp_path / "a" / "b"
    code = "../../../escape"
    written = run("make_test_certificate", "--credit-code", code, *WHO[2:], "--out", str(folder))

    assert [str(path) for path in sorted(folder.iterdir())] == sorted(written)


@pytest.mark.races
def test_authority__several_begin_together__one_remains(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _n: kept_authority(tmp_path / "ca", at=now()), range(8)))

    assert len({authority.certificate for authority in made}) == 1
    assert trusted_certificates(tmp_path / "ca" / "ca.pem") == [made[0].certificate]
