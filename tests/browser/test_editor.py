"""What editors publish in the admin is read, found and applied for, without a deploy."""

import re

from playwright.sync_api import Page, TimeoutError as TooSlow, expect

from .people import sign_in, sign_in_staff


def _begin(page: Page, below: str) -> None:
    """From the dashboard to a new page below one of those offered there."""
    page.goto("/admin/")
    page.get_by_role("region", name="写点什么").get_by_role("link", name=below, exact=True).click()
    page.wait_for_load_state("networkidle")


def _insert(container, label: str) -> None:
    """Press the last ⊕ of a stream and choose a block; the choice opens beside the form."""
    add = container.get_by_role("button", name="插入内容块").last
    option = container.page.get_by_role("option", name=label, exact=True)
    add.click()
    try:
        option.wait_for(timeout=3000)
    except TooSlow:  # the press only closed the choice before
        add.click()
    option.click()


def _save(page: Page, action: str) -> None:
    """Choose an action from the menu beside 保存草稿."""
    page.get_by_role("button", name="更多动作").click()
    page.locator("footer").get_by_role("button", name=action, exact=True).click()
    page.locator(".messages li").first.wait_for()


def _approve(page: Page, title: str) -> None:
    """Open the page from the list of what awaits review and approve it."""
    page.goto("/admin/")
    page.get_by_role("link", name=title).first.click()
    page.wait_for_load_state("networkidle")
    _save(page, "批准并发布")


def test_notice__written_by_an_editor__public_only_after_approval(visit):
    title, text = "关于年底窗口服务时间的公告", "12 月 31 日下午窗口照常受理。"
    editor = visit()
    sign_in_staff(editor, "editor")
    _begin(editor, "公告")
    editor.locator("input[name=title]").fill(title)
    body = editor.locator("[data-contentpath=body]")
    _insert(body, "正文")
    body.locator("[contenteditable=true]").click()
    editor.keyboard.type(text)
    expect(body.locator("input[name=body-0-value]")).to_have_value(re.compile(text))
    _save(editor, "提交给内容审核")
    public = visit(scripted=False)
    public.goto("/notices/announcements/")
    assert public.get_by_text(title).count() == 0

    publisher = visit()
    sign_in_staff(publisher, "publisher")
    _approve(publisher, title)

    public.goto("/notices/announcements/")
    public.get_by_role("link", name=title).click()
    expect(public.get_by_text(text)).to_be_visible()
    public.goto("/")
    search = public.get_by_role("banner").get_by_role("search")
    search.get_by_role("searchbox").fill("年底窗口服务")
    search.get_by_role("button").click()
    expect(public.get_by_role("link", name=title).first).to_be_visible()


def _ask(step, label: str) -> None:
    """Add one required line of text to the last step of a form."""
    fields = step.locator("[data-contentpath=fields]")
    _insert(fields, "单行文字")
    field = fields.locator("> div [data-contentpath=label]").last
    field.locator("input").fill(label)


def _write_service(page: Page, title: str, code: str) -> None:
    _begin(page, "服务事项")
    page.locator("input[name=title]").fill(title)
    page.locator("input[name=code]").fill(code)
    page.locator("select[name=sector]").select_option(index=1)
    page.get_by_role("tab", name="申请表").click()
    form = page.locator("[data-contentpath=form]")
    _insert(form, "步骤")
    form.locator("[data-contentpath=title] input").fill("基本情况")
    _ask(form, "展会名称")
    _save(page, "发布")


def _begin_application(page: Page, address: str) -> None:
    page.goto(f"{address}apply/")
    page.get_by_role("button", name=re.compile("开始填写|另外新建一份")).click()
    page.wait_for_url("**/fill/**")


def _keep_the_old_form(page: Page, draft: str) -> None:
    """A draft whose form was published anew asks once which one to go on with."""
    page.goto(draft)
    expect(page.get_by_text("字段「展位号」新增（必填）")).to_be_visible()
    page.get_by_role("button", name="继续用原来的申请表").click()


def test_service__form_made_and_grown_in_the_admin__asked_at_once_and_old_draft_keeps_its_own(
    visit,
):
    title, address = "参加医药展会登记", "/services/service/ds97/"
    publisher = visit()
    sign_in_staff(publisher, "publisher")
    _write_service(publisher, title, "DS97")

    enterprise = visit()
    sign_in(enterprise, "suyan")
    enterprise.goto("/services/?q=医药展会")
    enterprise.get_by_role("link", name=title).first.click()
    enterprise.wait_for_url(f"**{address}")
    _begin_application(enterprise, address)
    enterprise.get_by_label("展会名称").fill("示例春季展会")
    begun = enterprise.url

    publisher.goto("/admin/")
    publisher.get_by_role("link", name=title).first.click()
    publisher.get_by_role("tab", name="申请表").click()
    _ask(publisher.locator("[data-contentpath=form]"), "展位号")
    _save(publisher, "发布")

    _begin_application(enterprise, address)
    expect(enterprise.get_by_label("展位号")).to_be_visible()
    enterprise.get_by_label("展会名称").fill("示例秋季展会")
    enterprise.get_by_role("button", name="保存并核对").click()
    expect(enterprise.get_by_text("请填写「展位号」。").first).to_be_visible()
    expect(enterprise.get_by_label("展会名称")).to_have_value("示例秋季展会")

    _keep_the_old_form(enterprise, begun)
    assert enterprise.get_by_label("展位号").count() == 0
    enterprise.get_by_label("展会名称").fill("示例春季展会")
    enterprise.get_by_role("button", name="保存并核对").click()
    enterprise.get_by_role("button", name="提交申请").click()
    expect(enterprise.get_by_text("待受理").first).to_be_visible()


def test_service__code_taken_and_field_without_name__told_beside_both_and_nothing_lost(visit):
    publisher = visit()
    sign_in_staff(publisher, "publisher")
    _begin(publisher, "服务事项")
    publisher.locator("input[name=title]").fill("展会情况沟通")
    publisher.locator("input[name=code]").fill("DS02")
    publisher.locator("select[name=sector]").select_option(index=1)
    publisher.get_by_role("tab", name="申请表").click()
    form = publisher.locator("[data-contentpath=form]")
    _insert(form, "步骤")
    form.locator("[data-contentpath=title] input").fill("基本情况")
    _ask(form, "")
    _save(publisher, "发布")

    expect(publisher.get_by_text("已有事项使用这个代码，请换一个。")).to_be_visible()
    expect(publisher.locator("input[name=title]")).to_have_value("展会情况沟通")
    publisher.get_by_role("tab", name="申请表").click()
    expect(form.locator("[data-contentpath=title] input")).to_have_value("基本情况")
    label = form.locator("[data-contentpath=fields] [data-contentpath=label]")
    expect(label.get_by_text("请填写这一项。")).to_be_visible()
