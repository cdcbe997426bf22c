"""Signing with a key file in a real browser: WebCrypto makes it, the platform accepts it."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from foundation.core.clock import now
from identity_sandbox.certificates.authority import Validity, issue, kept_authority, write_issued
from tests.identity_sandbox import papers
from tests.identity_sandbox.live import back_channel, sandbox_process

__all__ = ["back_channel", "sandbox_process"]


PATHS = [
    "/login/certificate/",
    "/register/certificate/",
    "/register/special/",
    "/register/special/status/",
    "/register/legal/",
]


@pytest.fixture
def page(browser, sandbox_process):
    context = browser.new_context(base_url=sandbox_process.issuer, locale="zh-CN")
    context.set_default_timeout(15000)
    yield context.new_page()
    context.close()


@pytest.fixture(params=[False, True], ids=["ECDSA", "RSA"])
def files(request, sandbox_process, tmp_path):
    """Certificate and key of a new enterprise, as its holder has them on a disk."""
    authority = kept_authority(Path(sandbox_process.content) / "certificate_authority", at=now())
    issued = issue(
        authority,
        papers.holder(name=f"浏览器{request.param}"),
        validity=Validity.starting(now()),
        is_rsa=request.param,
    )
    return write_issued(issued, directory=tmp_path, stem="holder")


def test_signing__with_a_key_file__registers_and_the_key_stays(page, files):
    certificate, key = files
    page.goto("/register/certificate/")
    page.set_input_files("#id_certificate", certificate)
    page.set_input_files("#signing-key", certificate)
    page.get_by_role("button", name="签名并继续").click()
    fault = page.locator("[data-signing-fault]")
    fault.filter(has_text="这不是可用的私钥文件").wait_for()

    page.set_input_files("#signing-key", key)
    names = page.evaluate("[...new FormData(document.querySelector('form[data-signing]')).keys()]")
    assert "signing-key" not in names
    assert page.locator("#signing-key").get_attribute("name") is None
    page.get_by_role("button", name="签名并继续").click()
    page.wait_for_url("**/register/certificate/account/**")
    assert page.locator("[name=agent_name]").input_value().startswith("浏览器")
    assert page.locator("[name=credit_code]").get_attribute("readonly") is not None


def test_signing__keyboard_only__reaches_every_step(page):
    page.goto("/login/certificate/")
    order = []
    for _ in range(16):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))

    assert order.index("id_certificate") < order.index("signing-key") < order.index("SUMMARY")


@pytest.mark.parametrize("path", PATHS)
def test_page__on_a_phone__does_not_scroll_sideways(page, path):
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def _faults(page):
    return [
        f"{page.url}: {rule['id']} {node['target']}"
        for rule in Axe().run(page).response["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("width", [1280, 390])
def test_axe__pages_of_registering__finds_nothing(browser, sandbox_process, width):
    context = browser.new_context(
        base_url=sandbox_process.issuer,
        viewport={"width": width, "height": 900},
        bypass_csp=True,
    )
    page = context.new_page()
    faults = []
    for path in PATHS:
        page.goto(path)
        faults += _faults(page)
    page.goto("/register/special/")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.get_by_role("button", name="提交申请").click()
    page.locator(".errors").wait_for()
    faults += _faults(page)
    page.goto("/login/?kind=natural")
    page.fill("[name=username]", "operator")
    page.fill("[name=password]", "Portal-demo-2026")
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/operator/")
    faults += _faults(page)
    context.close()
    assert faults == []
