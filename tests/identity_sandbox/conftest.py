import pytest

from tests.identity_sandbox.live import back_channel, person, sandbox, sandbox_process
from tests.identity_sandbox.visitor import Visitor

__all__ = ["back_channel", "other", "person", "sandbox", "sandbox_process", "visitor"]


@pytest.fixture
def visitor(sandbox_process):
    with Visitor(sandbox_process.issuer) as session:
        yield session


@pytest.fixture
def other(sandbox_process):
    with Visitor(sandbox_process.issuer) as session:
        yield session
