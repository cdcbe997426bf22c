"""`python -m tests.browser.shots`: pictures of the main pages, at three widths, signed in and not."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from .people import sign_in, sign_in_staff
from .portal import CHROMIUM, CHROMIUM_ARGUMENTS, ROOT, running_portal

FOLDER = ROOT / "var" / "shots"
WIDTHS = {"desktop": 1440, "tablet": 1024, "phone": 390}
WEIGHT_KB = 100
KB = 1024
# What came over the wire, pictures left out; what the browser had kept weighs what it weighed.
TRANSFERRED = """() => [
  ...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource'),
].filter((entry) => !['img', 'image'].includes(entry.initiatorType))
 .reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""
PUBLIC = {
    "home": "/",
    "notices": "/notices/",
    "services": "/services/",
    "kind": "/services/permit/",
    "guide": "/services/service/ds02/",
    "blank-form": "/services/service/ds02/form/",
    "help": "/help/",
    "faq": "/help/faq/",
    "manuals": "/help/manuals/",
    "hotlines": "/help/hotlines/",
    "search": "/search/?q=变更",
    "search-empty": "/search/?q=无此内容甲乙丙",
    "school": "/training/",
    "login": "/accounts/login/",
    "missing": "/nope/",
}
OWN = {
    "home-signed-in": "/",
    "space": "/space/",
    "start": "/services/service/ds02/apply/",
    "records-open": "/space/records/service/",
    "records-ended": "/space/records/service/?tab=ended",
    "records-drafts": "/space/records/service/?tab=drafts",
    "messages": "/space/messages/",
    "favourites": "/space/favourites/",
    "sessions": "/space/sessions/",
    "enterprise": "/space/enterprise/",
    "licences": "/space/licences/",
    "documents": "/space/documents/",
    "staff": "/space/staff/",
}
DESK = {
    "admin": "/admin/",
    "admin-factors": "/admin/factors/",
    "admin-matters": "/admin/matters/",
    "admin-matter": "/admin/matters/?state=deciding",
}


def main() -> None:
    """Take every picture and print what each page weighs without pictures."""
    if CHROMIUM is None:
        sys.exit("Install the package chromium, then call make shots again.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_portal() as portal, sync_playwright() as playwright:
        address = portal.address
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        for size, width in WIDTHS.items():
            _public(browser, address, size, width)
            _own(browser, address, size, width)
            _desk(browser, address, size, width)
        browser.close()


def _public(browser: Browser, address: str, size: str, width: int) -> None:
    with _page(browser, address, width) as page:
        for name, path in PUBLIC.items():
            _shoot(page, path, f"{name}-{size}")
        page.goto("/notices/")
        page.locator("main h2 a, main h3 a, .article-list a").first.click()
        _shoot(page, page.url, f"notice-{size}")


def _own(browser: Browser, address: str, size: str, width: int) -> None:
    with _page(browser, address, width) as page:
        sign_in(page, "tongkang")
        for name, path in OWN.items():
            _shoot(page, path, f"{name}-{size}")
        page.goto("/space/records/service/")
        page.get_by_role("link", name="详情").nth(2).click()
        _shoot(page, page.url, f"matter-{size}")
        page.get_by_role("link", name="申请撤回", exact=True).first.click()
        _shoot(page, page.url, f"move-{size}")
        page.goto("/services/service/ds02/apply/")
        page.locator("main form button, form.sheet button").first.click()
        _shoot(page, page.url, f"fill-{size}")
        page.goto(page.url.split("/fill/")[0] + "/review/")
        _shoot(page, page.url, f"review-{size}")


def _desk(browser: Browser, address: str, size: str, width: int) -> None:
    with _page(browser, address, width) as page:
        _shoot(page, "/admin/login/", f"admin-login-{size}")
        sign_in_staff(page, "approver")
        for name, path in DESK.items():
            page.goto(path)
            if name == "admin-matter":
                page.locator("td.title a").first.click()
            _shoot(page, page.url, f"{name}-{size}")


@contextmanager
def _page(browser: Browser, address: str, width: int) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 900}, locale="zh-CN"
    )
    yield context.new_page()
    context.close()


def _shoot(page: Page, path: str, name: str) -> None:
    page.goto(path, wait_until="networkidle")
    page.screenshot(path=str(FOLDER / f"{name}.png"), full_page=True)
    kilobytes = page.evaluate(TRANSFERRED) / KB
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    faults = ["overflows"] * wide + ["heavy"] * (kilobytes > WEIGHT_KB and "/admin/" not in path)
    print(f"{name:<28}{kilobytes:>8.0f} KB  {' '.join(faults)}", flush=True)


if __name__ == "__main__":
    main()
