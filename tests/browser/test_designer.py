"""An editor builds a form with rules in the admin; an enterprise files it at once."""

import re

from playwright.sync_api import Locator, Page, expect

from .people import sign_in, sign_in_staff
from .test_editor import _begin, _begin_application, _insert, _save

PLAIN = ["单行文字", "多行文字", "数字", "金额", "日期", "电子邮箱", "邮政编码", "电话号码", "是否",
         "起止日期", "省市区"]  # fmt: skip
COLUMNS = ["品种", "数量"]
CHILD = "xpath=ancestor::*[@data-streamfield-child][1]"


def _add(fields: Locator, kind: str, label: str, *, optional: bool = True) -> Locator:
    """Add a field of one kind and name it."""
    labels = fields.locator("[data-contentpath=label] input")
    place = labels.count()  # fixed now: a locator looks again each time it is used
    _insert(fields, kind)
    named = labels.nth(place)
    named.fill(label)
    field = named.locator(CHILD)
    if optional:
        required = field.locator("[data-contentpath=required] input").first
        required.focus()  # by keyboard: the new block is still unfolding under the mouse
        required.press("Space")
        expect(required).not_to_be_checked()
    return field


def _open_settings(field: Locator) -> None:
    field.locator("button:has(svg.icon-cog)").first.click()


def _show_when(field: Locator, key: str, value: str, *, operator: str = "is") -> None:
    """Open the settings of a field and say when it is shown."""
    _open_settings(field)
    show = field.locator("[data-contentpath=show]").first
    show.locator("[data-contentpath=tests] button.c-sf-add-button").last.click()
    show.locator("[data-contentpath=key] input").fill(key)
    show.locator("[data-contentpath=operator] select").select_option(operator)
    show.locator("[data-contentpath=value] input").fill(value)


def _write_form(page: Page) -> None:
    page.get_by_role("tab", name="申请表").click()
    form = page.locator("[data-contentpath=form]")
    _insert(form, "步骤")
    form.locator("[data-contentpath=title] input").fill("产品与数量")
    fields = form.locator("[data-contentpath=fields]").first
    for number, kind in enumerate(PLAIN, 1):
        _add(fields, kind, f"第{number}项")
    _show_when(_add(fields, "单行文字", "补充说明", optional=False), "第9项", "是")
    large = _add(fields, "单行文字", "大额理由", optional=False)
    _show_when(large, "第4项", "100", operator="at_least")
    _add(fields, "上传文件", "证明材料")
    table = _add(fields, "表格", "明细")
    columns = table.locator("[data-contentpath=fields]").first
    for label, kind in zip(COLUMNS, ("单行文字", "数字"), strict=True):
        _insert(columns, kind)
        columns.locator("[data-contentpath=label] input").last.fill(label)


def _fill_one_row(table: Locator) -> None:
    table.get_by_role("button", name=re.compile("添加|增加")).click()
    cells = table.locator("tbody input:visible")
    cells.nth(0).fill("示例颗粒")
    cells.nth(1).fill("12")


def test_form__fifteen_fields_with_rules_table_and_slot__built_in_the_admin_and_filed(visit):
    publisher = visit()
    sign_in_staff(publisher, "publisher")
    _begin(publisher, "服务事项")
    publisher.locator("input[name=title]").fill("示例规则登记")
    publisher.locator("input[name=code]").fill("DS96")
    publisher.locator("select[name=sector]").select_option(index=1)
    _write_form(publisher)
    _save(publisher, "发布")
    expect(publisher.locator(".messages")).to_contain_text(re.compile("创建并发布|已经发布"))

    enterprise = visit()
    sign_in(enterprise, "suyan")
    _begin_application(enterprise, "/services/service/ds96/")
    told = enterprise.get_by_label("补充说明")
    expect(told).to_be_hidden()
    enterprise.get_by_role("group", name=re.compile("第9项")).get_by_label("是", exact=True).check()
    expect(told).to_be_visible()
    told.fill("展会样品")
    reason = enterprise.get_by_label("大额理由")
    enterprise.get_by_label("第4项").fill("99.99")
    expect(reason).to_be_hidden()
    enterprise.get_by_label("第4项").fill("250")
    expect(reason).to_be_visible()
    reason.fill("一次采购")
    _fill_one_row(enterprise.get_by_role("group", name=re.compile("明细")))
    enterprise.get_by_role("button", name="保存并核对").click()
    enterprise.get_by_role("button", name="提交申请").click()
    expect(enterprise.get_by_text("待受理").first).to_be_visible()
    for answer in ("展会样品", "一次采购", "示例颗粒", "12"):
        expect(enterprise.get_by_text(answer, exact=True).first).to_be_visible()


def _tab(page: Page) -> Locator:
    """The form of the page that is edited."""
    page.get_by_role("tab", name="申请表").click()
    return page.locator("[data-contentpath=form]")


def _write_options(field: Locator, *options: str) -> None:
    rows = field.locator("[data-contentpath=options]").first
    for number, option in enumerate(options):
        written = rows.locator("input[type=text]")
        if written.count() <= number:
            rows.locator("button.c-sf-add-button").last.click()
        written.nth(number).fill(option)


def _write_mistakes(page: Page) -> None:
    """Two fields of one name, the first looking at a later one; a condition on an option gone."""
    form = _tab(page)
    _insert(form, "步骤")
    form.locator("[data-contentpath=title] input").fill("产品")
    fields = form.locator("[data-contentpath=fields]").first
    _write_options(_add(fields, "单项选择", "办理方式"), "自行", "合作", "其他")
    _show_when(_add(fields, "单行文字", "名称"), "受托方", "", operator="filled")
    _add(fields, "单行文字", "名称")
    _show_when(_add(fields, "单行文字", "受托方"), "办理方式", "委托")


def _labels(form: Locator) -> Locator:
    return form.locator("[data-contentpath=label] input")


def _publish_again(page: Page) -> None:
    """After a refusal the admin asks whether to go on over the draft that it saved by itself."""
    _save(page, "发布")
    dialog = page.locator("#w-save-confirmation-dialog")
    again = dialog.get_by_role("button", name="发布", exact=True)
    done = page.locator(".messages .success")
    again.or_(done).first.wait_for()
    if again.is_visible():
        again.click()
    done.wait_for()


def test_form__mistakes_of_a_naive_editor__are_told_before_publishing_and_nothing_is_lost(visit):
    publisher = visit()
    sign_in_staff(publisher, "publisher")
    _begin(publisher, "服务事项")
    publisher.locator("input[name=title]").fill("示例纠错登记")
    publisher.locator("input[name=code]").fill("DS95")
    publisher.locator("select[name=sector]").select_option(index=1)
    _write_mistakes(publisher)
    _save(publisher, "发布")
    form = _tab(publisher)
    expect(form).to_contain_text("这一步里有两个字段都叫「名称」，请改其中一个。")
    expect(form).to_contain_text("的条件用到「受托方」，但它不在前面；条件只能看前面的字段。")
    expect(form).to_contain_text("「办理方式」没有「委托」这个选项，现有：自行、合作、其他")
    assert [each.input_value() for each in _labels(form).all()] == [
        "办理方式", "名称", "名称", "受托方"]  # fmt: skip

    _labels(form).nth(1).fill("批号")
    _open_settings(_labels(form).nth(1).locator(CHILD))
    form.locator("input[data-rule-input=field]").first.fill("办理方式")
    option = form.locator("[data-contentpath=options] input[type=text]")
    option.nth(1).fill("委托")
    _publish_again(publisher)

    publisher.locator(".messages").get_by_role("link", name="编辑").click()
    _tab(publisher)
    option.nth(2).fill("别的")
    _save(publisher, "发布")
    expect(publisher.get_by_text("去掉了选项「其他」")).to_be_visible()
    publisher.get_by_role("button", name="知道了，仍然发布").click()
    expect(publisher.locator(".messages")).to_contain_text("「示例纠错登记」已发布。")
