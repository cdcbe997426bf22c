"""Staff and the second factor, in a browser with a passkey device of its own."""

import re

from playwright.sync_api import Page, expect

from .people import sign_in_staff
from .portal import PASSWORD

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def _plug_in(page: Page) -> None:
    """Give the browser a passkey device whose owner always agrees."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def _password(page: Page, login: str) -> None:
    page.locator("input[name=username]").fill(login)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").first.click()


def test_passkey__added__is_the_second_half_of_the_next_sign_in(visit, portal):
    named = portal.replace("127.0.0.1", "localhost")  # passkeys are bound to a name
    page = visit()
    _plug_in(page)
    page.goto(f"{named}/admin/login/")
    _password(page, "trainer")
    page.wait_for_url("**/admin/")
    page.goto(f"{named}/admin/factors/")
    page.get_by_label("给它起个名字").fill("办公室电脑")
    page.get_by_role("button", name="添加通行密钥").click()
    expect(page.get_by_role("heading", name="请保存恢复码")).to_be_visible()
    assert page.locator(".recovery-codes li").count() == 10
    page.get_by_role("link", name="已经保存，继续").click()
    expect(page.get_by_role("cell", name="通行密钥 · 办公室电脑")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"{named}/admin/login/?next=/admin/account/")
    _password(page, "trainer")
    page.wait_for_url("**/admin/login/factor/")
    page.get_by_role("button", name="用通行密钥验证").click()
    page.wait_for_url("**/admin/account/")

    page.goto(f"{named}/admin/factors/")
    page.get_by_role("button", name=re.compile("移除")).click()
    expect(page.get_by_text("还没有设置。")).to_be_visible()


def test_factors__without_a_name_or_script__offer_the_app(visit, scripted):
    page = visit(scripted=scripted)
    sign_in_staff(page, "helpdesk")
    page.goto("/admin/factors/")

    expect(page.get_by_role("img", name="供验证器应用扫描的二维码")).to_be_visible()
    page.get_by_label("输入应用显示的 6 位验证码").fill("000000")
    page.get_by_role("button", name="启用验证器应用").click()
    expect(page.get_by_role("alert")).to_contain_text("验证码不正确")
