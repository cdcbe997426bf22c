"""Guards for every test: no network beyond loopback, clean cache, files and database of its own."""

import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connections
from pytest_django.plugin import blocking_manager_key
from xdist.scheduler import LoadScopeScheduling

from tests import template_database

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class OnePortal(LoadScopeScheduling):
    """All browser tests go to one worker, which starts one portal for them."""

    def _split_scope(self, nodeid):
        return "browser" if nodeid.startswith("tests/browser/") else nodeid


def pytest_xdist_make_scheduler(config, log):
    """Share out the tests one by one, but for those that need the portal."""
    return OnePortal(config, log)


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch):
    real_connect = socket.socket.connect

    def connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test reached for the network: {address}")
        return real_connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def _clean_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _private_files(tmp_path, settings):
    settings.PRIVATE_FILES_ROOT = tmp_path / "private"
    settings.SENDFILE_ROOT = str(tmp_path / "private")
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """A test that commits leaves empty tables: begin again with a fresh copy."""
    result = yield
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            connections.close_all()
            template_database.place(settings.DATABASES["default"])
    ContentType.objects.clear_cache()
    return result


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Every session and worker begins with a copy of one migrated database."""
    template_database.place(settings.DATABASES["default"])


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder with manage.py."""
    return Path(settings.STATICFILES_DIRS[0]).parent
