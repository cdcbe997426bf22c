"""Persons of the journeys, as they sign in through the real pages."""

from playwright.sync_api import Page

from .portal import PASSWORD


def sign_in_at_platform(page: Page, login: str) -> None:
    """Fill in the form of the identity platform that the page shows now."""
    page.locator("input[name=login], input[name=username]").fill(login)
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def sign_in(page: Page, login: str, *, kind: str = "legal") -> None:
    """Sign in as 法人 or 个人, beginning in my space."""
    page.goto(f"/accounts/login/{kind}/?next=/space/")
    sign_in_at_platform(page, login)
    page.wait_for_url("**/space/")


def sign_in_staff(page: Page, login: str) -> None:
    """Sign in at the admin with a password."""
    page.goto("/admin/login/")
    page.locator("input[name=username]").fill(login)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").first.click()
    page.wait_for_url("**/admin/")
