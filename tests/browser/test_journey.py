"""One matter walks all the way, through the real pages of portal, platform and admin."""

import re

import pytest
from playwright.sync_api import Page, expect

from .people import sign_in, sign_in_at_platform, sign_in_staff

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
NEXT = re.compile("保存并到下一步|保存并核对")
ANSWERS = {
    "approval_number": "国药准字Z00000001",
    "specification": "每片 0.3 g",
    "before_change": "贮藏条件：密封。",
    "after_change": "贮藏条件：密封，阴凉处保存。",
    "risk_summary": "三批长期稳定性数据一致，风险低。",
    "questions-0-question": "能否按微小变更管理？",
    "questions-0-opinion": "不改变处方和工艺，建议按微小变更管理。",
    "preferred_on": "2027-03-01",
}


def _fill_step(page: Page, product: str) -> None:
    """Answer everything that the step asks, whatever kind it is."""
    page.get_by_role("button", name=NEXT).wait_for()  # it stands below the last field
    form = page.locator("form[data-autosave]")
    for key, value in {"product_name": product, **ANSWERS}.items():
        if form.locator(f"[name={key}]").count():
            form.locator(f"[name={key}]").fill(value)
    for radio in form.locator("fieldset:visible:has(input[type=radio])").all():
        radio.locator("input[type=radio]").first.check()
    for chosen in form.locator("select:not([name=product]):visible").all():
        chosen.select_option(index=1)
    for box in form.locator("input[type=checkbox]").all():
        box.check()
    for upload in form.locator("input[type=file]").all():
        upload.set_input_files(
            {"name": "研究摘要.pdf", "mimeType": "application/pdf", "buffer": PDF}
        )


def _apply(page: Page, product: str) -> str:
    """From the catalogue to the check code."""
    page.goto("/services/?q=上市后变更沟通")
    page.get_by_role("link", name="药品上市后变更沟通").first.click()
    page.get_by_role("link", name="在线办理").first.click()
    page.get_by_role("link", name=re.compile("法人登录")).click()
    sign_in_at_platform(page, "tongkang")
    expect(page.get_by_role("heading", level=1)).to_have_text("药品上市后变更沟通")
    page.get_by_role("button", name=re.compile("开始填写|另外新建一份")).click()
    while "/fill/" in page.url:
        _fill_step(page, product)
        before = page.url
        page.get_by_role("button", name=NEXT).click()
        expect(page).not_to_have_url(before)
    expect(page.get_by_text(product)).to_be_visible()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("待受理").first).to_be_visible()
    found = re.search(r"\b[2-9A-HJ-NP-Z]{8}\b", page.locator("main, body").first.inner_text())
    assert found
    return found[0]


def _move(page: Page, code: str, button: str, note: str = "") -> None:
    """Find the matter at the desk by its check code and press one button."""
    page.goto(f"/admin/matters/?q={code}")
    page.get_by_role("link", name=code).first.click()
    form = page.locator("form").filter(has=page.get_by_role("button", name=button, exact=True))
    summary = page.locator("summary").filter(has_text=re.compile(f"^{button}$"))
    summary.wait_for()
    if not form.is_visible():
        summary.click()
    if note:
        form.locator("textarea").fill(note)
    form.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(f"{button}：已完成").first).to_be_visible()


def test_matter__from_catalogue_to_decision__enterprise_sees_every_step(visit, scripted):
    product = "示例感冒颗粒" if scripted else "示例止咳糖浆"
    enterprise = visit(scripted=scripted)
    code = _apply(enterprise, product)

    clerk = visit(scripted=scripted)
    sign_in_staff(clerk, "clerk")
    _move(clerk, code, "受理")
    reviewer = visit(scripted=scripted)
    sign_in_staff(reviewer, "reviewer")
    _move(reviewer, code, "开始审查")
    _move(reviewer, code, "提交审查意见", "资料齐全，建议同意。")
    approver = visit(scripted=scripted)
    sign_in_staff(approver, "approver")
    _move(approver, code, "准予", "同意。")

    enterprise.goto("/space/records/service/?tab=ended")
    row = enterprise.get_by_role("row").filter(has_text=code)
    expect(row).to_contain_text(product)
    expect(row).to_contain_text("已办结")
    row.get_by_role("link", name="详情").click()
    for step in ("提交申请", "受理", "开始审查", "提交审查意见", "准予"):
        expect(enterprise.get_by_text(step, exact=True).first).to_be_visible()
    enterprise.goto("/space/messages/")
    expect(enterprise.get_by_text("药品上市后变更沟通：已办结").first).to_be_visible()


def test_matter__withdrawn_before_acceptance__ended_at_once(visit, scripted):
    page = visit(scripted=scripted)
    code = _apply(page, "示例撤回片")
    page.get_by_role("link", name="撤回", exact=True).click()
    page.get_by_role("button", name="撤回", exact=True).click()
    expect(page.get_by_text("已撤回").first).to_be_visible()
    page.goto("/space/records/service/?tab=ended")
    expect(page.get_by_role("row").filter(has_text=code)).to_contain_text("已撤回")


def test_step__left_incomplete__sentence_at_the_field_and_what_was_typed_stays(visit, scripted):
    page = visit(scripted=scripted)
    sign_in(page, "tongkang")
    page.goto("/services/service/ds02/apply/")
    page.get_by_role("button", name=re.compile("开始填写|另外新建一份")).click()
    page.locator("[name=product_name]").fill("只填了名称")
    page.get_by_role("button", name="保存并到下一步").click()
    expect(page.get_by_text("请填写「批准文号」。").first).to_be_visible()
    expect(page.locator("[name=product_name]")).to_have_value("只填了名称")


def test_autosave__typing_and_waiting__saved_and_still_not_submitted(visit):
    page = visit()
    sign_in(page, "tongkang")
    page.goto("/services/service/ds02/apply/")
    page.get_by_role("button", name=re.compile("开始填写|另外新建一份")).click()
    version = page.locator("#draft-version").input_value()
    page.locator("[name=product_name]").press_sequentially("自动保存")
    expect(page.locator("#draft-version")).not_to_have_value(version, timeout=15000)
    expect(page.get_by_text("未提交").first).to_be_visible()
    page.reload()
    expect(page.locator("[name=product_name]")).to_have_value("自动保存")


def test_filler__may_fill_in__but_not_submit(visit):
    page = visit()
    sign_in(page, "tongkang-agent")
    page.goto("/services/service/ds02/apply/")
    page.get_by_role("button", name=re.compile("开始填写|另外新建一份")).click()
    draft = page.url.split("/fill/")[0]
    page.goto(f"{draft}/review/")
    expect(page.get_by_text("您可以填写，但不能提交")).to_be_visible()
    assert page.get_by_role("button", name="提交申请").count() == 0


def test_agent_without_identity_number__reads_everything__told_at_the_first_step(visit):
    page = visit()
    sign_in(page, "noid")
    page.goto("/services/service/ds02/apply/")
    page.get_by_role("button", name=re.compile("开始填写|另外新建一份")).click()
    expect(page.get_by_text("身份证号").first).to_be_visible()


@pytest.mark.parametrize(
    "address", ["/nope/", "/space/applications/00000000-0000-4000-8000-000000000000/"]
)
def test_missing__unknown_or_foreign__designed_404(visit, address):
    page = visit()
    sign_in(page, "xinban")
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("link", name=re.compile("首页")).first).to_be_visible()
