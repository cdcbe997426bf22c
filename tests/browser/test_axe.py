"""axe finds nothing on the main pages, wide and narrow, signed in and not."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .people import sign_in, sign_in_staff
from .shots import OWN, PUBLIC

WIDTHS = [1440, 390]
FORMS = ("/services/permit/dp01/form/", "/services/service/ds01/form/")


def _faults(page, address):
    page.goto(address)
    return _found(page, address)


def _found(page, address):
    found = Axe().run(page).response["violations"]
    return [
        f"{address}: {rule['id']} {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_axe__public_pages__finds_nothing(visit, width):
    page = visit(viewport={"width": width, "height": 900}, bypass_csp=True)
    assert [
        fault
        for address in (*PUBLIC.values(), *FORMS, "/dev/components/fields/")
        for fault in _faults(page, address)
    ] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_axe__own_pages__finds_nothing(visit, width):
    page = visit(viewport={"width": width, "height": 900}, bypass_csp=True)
    sign_in(page, "tongkang")
    faults = [fault for address in OWN.values() for fault in _faults(page, address)]
    page.goto("/space/records/service/")
    matter = page.get_by_role("link", name="详情").nth(2).get_attribute("href")
    page.goto("/services/service/ds02/apply/")
    page.locator("form.sheet button").first.click()
    draft = page.url.split("/fill/")[0]
    for address in (matter, f"{draft}/fill/1/?check=1", f"{draft}/fill/4/", f"{draft}/review/"):
        faults += _faults(page, address)
    assert faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_axe__ways_in__finds_nothing(visit, width):
    page = visit(viewport={"width": width, "height": 900}, bypass_csp=True)
    faults = _faults(page, "/admin/login/")
    sign_in(page, "noid")
    page.goto("/services/service/ds02/apply/")
    page.locator("form.sheet button").first.click()
    page.get_by_role("heading", name="请先补全经办人信息").wait_for()
    faults += _found(page, "agent")
    page.context.clear_cookies()
    sign_in_staff(page, "auditor")
    faults += _faults(page, "/admin/factors/")
    assert faults == []
