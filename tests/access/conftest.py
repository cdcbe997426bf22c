import pytest

from .world import World


@pytest.fixture
def world(db):
    """A world of its own for every test."""
    return World()
