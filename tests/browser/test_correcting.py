"""A correction follows what is typed, and a button pressed while it is being saved waits for that."""

import pytest
from playwright.sync_api import Page, expect

from .people import sign_in, sign_in_staff

CODE, ITEM = "QMDTWHU7", "formula_rows"  # a table with a sum and a column that is asked at times
SLOW = {"offline": False, "latency": 700, "downloadThroughput": -1, "uploadThroughput": -1}


def _ask(desk: Page) -> None:
    """The examiner marks the table."""
    sign_in_staff(desk, "reviewer")
    desk.goto(f"/admin/matters/?q={CODE}")
    desk.get_by_role("link", name=CODE).first.click()
    desk.get_by_role("link", name="要求补正").first.click()
    desk.locator(f"[name=mend-{ITEM}]").check()
    desk.locator(f"[name=reason-{ITEM}]").select_option(index=1)
    desk.locator(f"form:has([name=mend-{ITEM}]) button[type=submit]").last.click()
    expect(desk.get_by_text("补正通知已发出").first).to_be_visible()


def _fill(page: Page, column: str, value: str) -> None:
    page.locator(f"[name={ITEM}-0-{column}]").fill(value)


@pytest.mark.last
def test_correction__typed_into_a_table__adds_up_asks_more_and_saves_once(visit):
    _ask(visit())
    page = visit()
    sign_in(page, "suyan")
    page.goto(f"/space/records/service/?check_code={CODE}")
    page.get_by_role("row").filter(has_text=CODE).get_by_role("link", name="补正").click()
    note = page.locator(f"[data-field={ITEM}-0-preservative_note]")
    if not page.locator(f"[name={ITEM}-0-name]").count():
        page.locator("[data-add-row]").first.click()
    expect(note).to_be_hidden()
    _fill(page, "name", "苯氧乙醇")
    _fill(page, "percent", "0.8")
    page.locator(f"[name={ITEM}-0-purpose]").select_option("防腐剂")
    expect(note).to_be_visible()
    expect(page.locator(f"[data-value={ITEM}-total-percent]")).to_have_text("0.8")

    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    with page.expect_request("**/correct/?autosave=1"):
        _fill(page, "preservative_note", "化妆品安全技术规范")
        page.locator(f"[name={ITEM}-0-preservative_note]").blur()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存，尚未提交").first).to_be_visible()
    expect(page.locator(f"[name={ITEM}-0-preservative_note]")).to_have_value("化妆品安全技术规范")
