"""Whoever most tests of matters begin with."""

import pytest

from tests.factories.applications import (
    make_enterprise,
    make_identity_of,
    member_of,
    signed_in,
)


@pytest.fixture
def owner(client):
    """Somebody who may submit for an enterprise, signed in with this client."""
    acting = member_of(make_enterprise())
    make_identity_of(acting)
    signed_in(client, acting)
    return acting
