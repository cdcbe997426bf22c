import pytest

from tests.identity_sandbox.live import back_channel, person, sandbox, sandbox_process

from .stub_issuer import StubIssuer

__all__ = ["back_channel", "person", "sandbox", "sandbox_process"]


@pytest.fixture(scope="session")
def stub():
    """A platform that says anything, for all tests of a run."""
    issuer = StubIssuer()
    yield issuer
    issuer.stop()
