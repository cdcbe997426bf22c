"""One portal for all browser tests of a run; each test gets a fresh browser context."""

import os

import pytest
from playwright.sync_api import expect

from .portal import CHROMIUM, CHROMIUM_ARGUMENTS, running_portal

# A page may be slow where the other half of the suite runs beside it; wrong it may not be.
PATIENCE_MS = 40_000
expect.set_options(timeout=20_000)
# The driver of the browser leaves an event loop running in its thread, which Django takes for
# asynchronous code; nothing in this suite is.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    """Say why browser tests cannot run where there is no browser."""
    for item in items:
        if "tests/browser/" in str(item.fspath):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="install the package chromium"))


class _Order:
    @pytest.hookimpl(trylast=True)  # after the tests were shuffled
    def pytest_collection_modifyitems(self, items):
        """What changes a shared account for good comes last."""
        items.sort(key=lambda item: item.get_closest_marker("last") is not None)


def pytest_configure(config):
    config.pluginmanager.register(_Order())


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": CHROMIUM, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def started():
    with running_portal() as portal:
        yield portal


@pytest.fixture(scope="session")
def portal(started):
    return started.address


@pytest.fixture(scope="session")
def base_url(portal):
    return portal


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def scripted(request):
    return request.param


@pytest.fixture
def visit(browser, portal):
    """Open a context for one person; several persons act side by side."""
    contexts = []

    def open_page(*, scripted=True, **options):
        context = browser.new_context(
            base_url=portal, java_script_enabled=scripted, locale="zh-CN", **options
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
