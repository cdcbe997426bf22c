"""A full number at the desk: in place with JavaScript, as a page without, never without a reason."""

import pytest
from playwright.sync_api import expect

from .people import sign_in_staff

CODE = "XAIA0XE9"
PHONE = "19900000001"


@pytest.fixture
def matter(visit, scripted):
    page = visit(scripted=scripted)
    sign_in_staff(page, "clerk")
    page.goto(f"/admin/matters/?q={CODE}")
    page.get_by_role("link", name=CODE).first.click()
    return page


def _ask(page, note):
    page.get_by_label("查看事由").select_option("contact")
    page.get_by_label("具体用途").fill(note)
    page.get_by_role("button", name="显示完整信息").click()


def test_number__asked_for_with_a_reason__shown_once(matter, scripted):
    address = matter.url
    matter.get_by_text("查看完整信息").click()
    _ask(matter, f"回拨 {PHONE}")
    expect(matter.get_by_role("alert")).to_contain_text("不要写号码本身")
    expect(matter.get_by_label("具体用途")).to_have_value(f"回拨 {PHONE}")
    _ask(matter, "电话通知补正材料")
    expect(matter.locator(".personal__value")).to_have_text(PHONE)
    assert (matter.url == address) is scripted

    matter.get_by_role("link", name="重新遮盖").click()
    if scripted:
        matter.reload()
    expect(matter.locator(".personal__value")).to_have_count(0)
    expect(matter.get_by_text("199****0001")).to_be_visible()


@pytest.mark.parametrize("scripted", [True], indirect=True, ids=["with JavaScript"])
def test_number__session_over_meanwhile__to_the_sign_in_page_as_a_whole(matter):
    matter.get_by_text("查看完整信息").click()
    matter.context.clear_cookies(name="portal_session")
    _ask(matter, "电话通知补正材料")
    matter.wait_for_url("**/admin/login/**")
    expect(matter.locator("input[name=password]")).to_be_visible()
    assert PHONE not in matter.content()
