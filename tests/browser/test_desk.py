"""A day at the desk: matters shared out, one sent back item by item, one taken over."""

from playwright.sync_api import expect

from .people import sign_in_staff
from .test_axe import _faults as faults

SHARED = "/admin/matters/?queue=accept"
# The heading over the results of every list of Wagtail's.
OF_WAGTAIL = "aria-allowed-role ['h2[role=\"alert\"]']"


def _open(page, query, place=0):
    """The matter in this place of a work list; its address."""
    page.goto(f"/admin/matters/?{query}")
    page.locator("td a[href*='/inspect/']").nth(place).click()
    page.wait_for_url("**/inspect/**")
    return page.url


def _mark_first(page):
    """Ask for the first answer of the matter to be mended."""
    row = page.locator("form.mend tbody tr").first
    row.get_by_role("checkbox").check()
    row.get_by_role("combobox").select_option(index=1)
    row.get_by_role("textbox").fill("请按营业执照填写全称")


def test_desk__assigned_sent_back_taken_over__each_step_is_seen(visit):
    clerk = visit(bypass_csp=True)
    sign_in_staff(clerk, "clerk")
    clerk.goto(SHARED)
    for place in (0, 1):
        clerk.locator("td.choose input").nth(place).check()
    clerk.get_by_label("选中的办件分派给").select_option(index=1)
    chosen = clerk.locator("#assign-to option:checked").inner_text().split("（")[0]
    clerk.get_by_role("button", name="分派", exact=True).click()
    expect(clerk.get_by_text("已把 2 件办件分派给")).to_be_visible()
    expect(clerk.locator("td", has_text=chosen)).not_to_have_count(0)
    found = faults(clerk, SHARED)

    matter = _open(clerk, "state=submitted&ordering=-submitted_at")
    found += faults(clerk, matter)
    clerk.get_by_role("link", name="要求补正").click()
    correction = clerk.url
    clerk.get_by_role("button", name="发出补正通知").click()
    expect(clerk.get_by_role("alert").first).to_contain_text("至少标出一项")
    found += faults(clerk, correction)
    _mark_first(clerk)
    clerk.get_by_role("button", name="发出补正通知").click()
    clerk.wait_for_url("**/inspect/**")
    expect(clerk.locator(".matter__state")).to_have_text("待补正")

    for address in (
        "/admin/matters/counter/",
        "/admin/matters/figures/",
        "/admin/matters/ratings/",
    ):
        found += faults(clerk, address)
    assert [fault for fault in found if OF_WAGTAIL not in fault] == []

    reviewer = visit()
    sign_in_staff(reviewer, "reviewer")
    _open(reviewer, "queue=examine")
    reviewer.get_by_role("button", name="由我经办").click()
    expect(reviewer.get_by_text("经办：宋审查")).to_be_visible()
