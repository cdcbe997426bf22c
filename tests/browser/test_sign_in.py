"""Signing in never ends in a dead end: every way leads to the page that was wanted."""

import re

import pytest
from playwright.sync_api import Page, expect

from .lifetimes import age_session, silent_platform
from .people import sign_in, sign_in_at_platform

WANTED = "/space/records/service/?tab=ended&product=片"
RECORDS = re.compile(r"/space/records/service/\?tab=ended&product=(片|%E7%89%87)$")
TYPED = "示例阿司匹林肠溶片（写到一半）"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def _draft(page: Page, code: str = "ds02") -> None:
    """Begin a new application and stand on its first step."""
    page.goto(f"/services/service/{code}/apply/")
    page.get_by_role("button", name=re.compile("开始填写|另外新建一份")).click()
    page.wait_for_url("**/fill/1/**")


def _save(page: Page) -> None:
    page.get_by_role("button", name=re.compile("保存并到下一步|保存并核对")).click()


def _choose(page: Page, kind: str) -> None:
    page.locator("main").get_by_role("link", name=re.compile(f"{kind}登录")).click()


# --- switching between 法人 and 个人


def test_switch__before_signing_in__ends_on_the_wanted_page(visit):
    page = visit()
    page.goto(WANTED)
    _choose(page, "法人")
    page.get_by_role("link", name="个人登录").click()
    sign_in_at_platform(page, "zhang.yaoshi")

    expect(page).to_have_url(RECORDS)
    expect(page.get_by_role("banner")).to_contain_text("张")


def test_switch__while_signing_in__ends_on_the_wanted_page(visit):
    page = visit()
    page.goto(WANTED)
    _choose(page, "法人")
    page.go_back()
    _choose(page, "个人")
    sign_in_at_platform(page, "zhang.yaoshi")

    expect(page).to_have_url(RECORDS)


def test_switch__after_signing_in__stays_on_the_page(visit):
    page = visit(scripted=False)
    sign_in(page, "tongkang")
    page.goto(WANTED)
    page.get_by_role("link", name="切换").click()
    _choose(page, "个人")
    page.get_by_role("link", name="个人登录").click()
    sign_in_at_platform(page, "li.xueyuan")

    expect(page).to_have_url(RECORDS)
    expect(page.get_by_role("banner")).not_to_contain_text("同康")


# --- an agent whose number is missing


@pytest.mark.last
def test_agent__completed_at_the_platform__goes_on_where_he_was(visit):
    page = visit()
    sign_in(page, "noid")
    page.goto("/services/service/ds02/apply/")
    page.get_by_role("button", name="开始填写").click()
    expect(page.get_by_role("heading", name="请先补全经办人信息")).to_be_visible()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="打开账户设置").click()
    settings = opened.value
    settings.locator("[name=agent_name]").fill("周示例")
    settings.locator("[name=agent_id_number]").fill("110101199003070652")
    settings.locator("main form button[type=submit]").first.click()
    expect(settings.get_by_text("已保存")).to_be_visible()
    page.get_by_role("link", name="已补充，重新核验").click()

    page.wait_for_url("**/services/service/ds02/apply/")
    expect(page.get_by_role("button", name=re.compile("开始填写|另外新建一份"))).to_be_visible()


# --- sessions that end


def test_expiry__while_typing__text_is_restored_to_the_same_person(visit, started, scripted):
    page = visit(scripted=scripted)
    sign_in(page, "tongkang")
    _draft(page)
    draft = page.url
    age_session(started, page)
    page.locator("[name=product_name]").fill(TYPED)
    _save(page)

    expect(page.get_by_text(TYPED)).to_be_visible()
    page.get_by_role("button", name="继续提交").click()
    page.goto(draft)
    expect(page.locator("[name=product_name]")).to_have_value(TYPED)


def test_expiry__while_uploading__text_is_kept_and_the_file_is_asked_for(visit, started):
    page = visit(scripted=False)
    sign_in(page, "tongkang")
    _draft(page)
    while not page.locator("input[type=file]").count():
        number = int(re.search(r"/fill/(\d+)/", page.url)[1])
        page.goto(page.url.replace(f"/fill/{number}/", f"/fill/{number + 1}/"))
    age_session(started, page)
    file = {"name": "研究资料.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.locator("input[type=file]").first.set_input_files(file)
    _save(page)

    expect(page.get_by_text("文件需要重新选择")).to_be_visible()
    expect(page.get_by_text("研究资料.pdf")).to_be_visible()


def test_expiry__another_person_signs_in__sees_nothing_of_the_first(visit, started):
    page = visit(scripted=False)
    sign_in(page, "tongkang")
    _draft(page)
    age_session(started, page)
    page.locator("[name=product_name]").fill(TYPED)
    # The platform's session is gone too: somebody else sits down.
    page.context.clear_cookies(name=re.compile("^(?!portal_)"))
    _save(page)
    expect(page.get_by_text("登录已到期")).to_be_visible()
    _choose(page, "法人")
    sign_in_at_platform(page, "anheng")

    expect(page.get_by_role("banner")).to_contain_text("安")
    assert TYPED not in page.content()


def test_warning__before_the_end__stay_and_later_go_on_with_the_text(visit, started):
    page = visit()
    page.clock.install()
    sign_in(page, "tongkang")
    _draft(page)
    warning = page.get_by_text("两分钟内将自动退出")
    expect(warning).to_be_hidden()
    age_session(started, page, 28 * 60 + 30)
    page.clock.fast_forward("28:10")
    expect(warning).to_be_visible()
    page.get_by_role("button", name="继续使用").click()
    expect(warning).to_be_hidden()

    page.locator("[name=product_name]").fill(TYPED)
    age_session(started, page)
    page.clock.fast_forward("28:10")
    expect(page.get_by_text("您填写的内容还在本页")).to_be_visible()
    expect(page.locator("[name=product_name]")).to_have_value(TYPED)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="重新登录").click()
    _choose(opened.value, "法人")
    opened.value.wait_for_url("**/fill/1/**")
    page.clock.fast_forward("00:35")
    page.bring_to_front()
    _save(page)
    expect(page).to_have_url(re.compile("/fill/"))
    assert "/accounts/" not in page.url


# --- tabs, the back button, second thoughts


def test_two_tabs__both_signing_in__each_ends_on_its_own_page(visit):
    first = visit()
    second = first.context.new_page()
    first.goto("/space/messages/")
    second.goto("/space/favourites/")
    _choose(first, "法人")
    _choose(second, "法人")
    sign_in_at_platform(first, "tongkang")
    expect(first).to_have_url(re.compile("/space/messages/$"))
    second.reload()
    if second.locator("input[type=password]").count():
        sign_in_at_platform(second, "tongkang")

    expect(second).to_have_url(re.compile("/space/favourites/$"))


def test_back_button__after_signing_in_and_after_leaving__no_dead_end_and_nothing_private(visit):
    page = visit()
    page.goto("/space/messages/")
    _choose(page, "法人")
    sign_in_at_platform(page, "tongkang")
    expect(page).to_have_url(re.compile("/space/messages/$"))
    page.go_back()
    page.goto("/space/messages/")
    expect(page.get_by_role("banner")).to_contain_text("同康")

    page.get_by_role("button", name="退出").first.click()
    page.wait_for_load_state()
    page.go_back()
    expect(page.get_by_role("banner")).not_to_contain_text("同康")


def test_cancelled__at_the_platform__choose_again_for_the_same_page(visit):
    page = visit()
    page.goto(WANTED)
    _choose(page, "法人")
    request = page.url.split("next=")[1]
    state = re.search(r"state%3D([\w-]+)|state%253D([\w-]+)", request)
    page.goto(f"/accounts/callback/?error=access_denied&state={state[1] or state[2]}")
    expect(page.get_by_text("您取消了登录")).to_be_visible()
    _choose(page, "法人")
    sign_in_at_platform(page, "tongkang")

    expect(page).to_have_url(RECORDS)


# --- answers that belong to no sign-in


def test_code__used_a_second_time__same_page_and_still_signed_in(visit):
    page = visit()
    answers = []
    page.on("request", lambda sent: "callback/?" in sent.url and answers.append(sent.url))
    page.goto(WANTED)
    _choose(page, "法人")
    sign_in_at_platform(page, "tongkang")
    expect(page).to_have_url(RECORDS)
    page.goto(answers[0])
    expect(page).to_have_url(RECORDS)

    stranger = visit()
    stranger.goto(answers[0])
    expect(stranger.get_by_role("banner")).not_to_contain_text("同康")


@pytest.mark.parametrize("query", ["", "?code=made-up", "?state=made-up&code=made-up"])
def test_callback__opened_directly__asks_to_sign_in(visit, query):
    page = visit()
    page.goto(f"/accounts/callback/{query}")

    expect(page.get_by_role("heading", name="选择登录身份")).to_be_visible()


def test_deep_link__with_a_query__survives_the_whole_way(visit):
    page = visit(scripted=False)
    page.goto(WANTED)
    _choose(page, "法人")
    sign_in_at_platform(page, "tongkang")

    expect(page).to_have_url(RECORDS)
    expect(page.get_by_label("产品名称")).to_have_value("片")


# --- the platform is down


def test_platform__silent__page_says_so_and_the_rest_goes_on(visit, started):
    inside, outside = visit(), visit()
    sign_in(inside, "tongkang")
    with silent_platform(started):
        inside.goto("/space/messages/")
        expect(inside.get_by_role("banner")).to_contain_text("同康")
        outside.goto("/notices/")
        expect(outside.get_by_role("heading", level=1)).to_be_visible()
        told = outside.get_by_text("统一身份认证平台暂时无法连接")
        for _try in range(30):  # the portal remembers for seconds that the platform answered
            outside.goto("/accounts/login/")
            if told.count():
                break
            outside.wait_for_timeout(1000)
        expect(told).to_be_visible()
