"""Filling in a form that has everything: conditions, rows, sums, colleagues, new versions, conflicts."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from foundation.eforms.definition import Definition, Field, Step
from foundation.eforms.enums import FieldKind, Operator
from foundation.eforms.rules import Condition, Test as Rule

from .people import sign_in

SERVICE = "ds05"
IF_NEW = Condition(tests=(Rule(key="is_new", operator=Operator.IS, value="true"),))
DEVICES = (
    Field(key="name", kind=FieldKind.TEXT, label="设备名称"),
    Field(key="count", kind=FieldKind.NUMBER, label="数量", unit="台"),
    Field(key="price", kind=FieldKind.MONEY, label="单价", unit="万元", decimals=2),
    Field(key="cost", kind=FieldKind.CALCULATED, label="金额", decimals=2,
          formula="count * price", total=True),
)  # fmt: skip
FIRST = (
    Field(key="is_new", kind=FieldKind.YES_NO, label="是否新增场地"),
    Field(key="reason", kind=FieldKind.TEXT, label="新增原因", show=IF_NEW),
    Field(key="region", kind=FieldKind.REGION, label="所在地区"),
    Field(key="devices", kind=FieldKind.TABLE, label="主要设备", row_label="设备", fields=DEVICES),
    Field(key="people", kind=FieldKind.GROUP, label="人员", row_label="人员", required=False,
          fields=(Field(key="who", kind=FieldKind.TEXT, label="姓名"),)),
)  # fmt: skip
SECOND = (Field(key="note", kind=FieldKind.LONG_TEXT, label="补充说明", required=False),)
FORM = Definition(steps=(Step(title="场地和设备", fields=FIRST), Step(title="其他", fields=SECOND)))


def _publish(started, definition: Definition) -> None:
    """A form for the service, as its next version in force."""
    with closing(sqlite3.connect(started.database, timeout=15)) as database, database:
        (series,) = database.execute(
            "select 'service:' || lower(substr(translation_key, 1, 8) || '-' ||"
            " substr(translation_key, 9, 4) || '-' || substr(translation_key, 13, 4) || '-' ||"
            " substr(translation_key, 17, 4) || '-' || substr(translation_key, 21))"
            " from wagtailcore_page where slug = ?",
            (SERVICE,),
        ).fetchone()
        (number,) = database.execute(
            "select coalesce(max(number), 0) + 1 from eforms_formversion where series = ?",
            (series,),
        ).fetchone()
        at = (datetime.now(UTC) - timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M:%S")
        database.execute(
            "insert into eforms_formversion (series, number, definition, digest, created_at)"
            " values (?, ?, ?, ?, ?)",
            (series, number, json.dumps(definition.to_json()), definition.digest, at),
        )


@pytest.fixture
def form(started):
    """The service asks this form for the time of the test."""
    _publish(started, FORM)


def _begin(page: Page, login: str = "tongkang") -> str:
    """Sign in and begin a draft; its address without the step."""
    sign_in(page, login)
    page.goto(f"/services/service/{SERVICE}/apply/")
    page.locator("form.sheet button").first.click()
    page.wait_for_url("**/fill/1/")
    return page.url.split("/fill/")[0]


def _update(page: Page, *, scripted: bool) -> None:
    """Without JavaScript the form is brought up to date by its button."""
    if not scripted:
        page.get_by_role("button", name="更新表单").click()


def test_condition__answered__the_question_comes_and_goes(visit, form, scripted):
    page = visit(scripted=scripted)
    _begin(page)
    reason = page.get_by_label("新增原因")
    expect(reason).to_be_hidden()
    page.get_by_label("是", exact=True).check()
    _update(page, scripted=scripted)
    expect(reason).to_be_visible()
    reason.fill("扩大产能")
    page.get_by_label("否", exact=True).check()
    _update(page, scripted=scripted)
    expect(reason).to_be_hidden()
    page.get_by_label("是", exact=True).check()
    _update(page, scripted=scripted)
    expect(page.get_by_label("新增原因")).to_have_value("扩大产能")


def test_rows__added_and_removed__what_was_typed_stays(visit, form, scripted):
    page = visit(scripted=scripted)
    _begin(page)
    add = page.get_by_role("button", name="添加人员")
    for number, name in enumerate(("张示例", "李示例", "王示例")):
        add.click()
        page.locator(f"[name=people-{number}-who]").fill(name)
    page.get_by_role("button", name="删除 人员 2").click()
    expect(page.locator("[name=people-1-who]")).to_have_value("王示例")
    expect(page.locator("[name=people-2-who]")).to_have_count(0)
    with page.expect_navigation():
        page.get_by_role("button", name="保存草稿").click()
    page.reload()
    expect(page.locator("[name=people-0-who]")).to_have_value("张示例")
    expect(page.locator("[name=people-1-who]")).to_have_value("王示例")


def test_table__numbers_typed__cells_and_sum_follow(visit, form, scripted):
    page = visit(scripted=scripted)
    _begin(page)
    page.locator("[name=devices-0-count]").fill("2")
    page.locator("[name=devices-0-price]").fill("36.50")
    _update(page, scripted=scripted)
    expect(page.locator("[data-value=devices-0-cost]")).to_have_text("73.00")
    expect(page.locator("[data-value=devices-total-cost]")).to_have_text("73.00")


def test_region__province_chosen__its_cities_are_offered(visit, form):
    page = visit()
    _begin(page)
    page.get_by_label("省、自治区、直辖市").select_option("河北省")
    page.get_by_label("市、州、盟").select_option("石家庄市")
    page.get_by_label("区、县").select_option("长安区")
    page.get_by_label("省、自治区、直辖市").select_option("北京市")
    expect(page.get_by_label("市、州、盟")).to_have_value("110100")
    page.get_by_label("区、县").select_option("海淀区")


def test_draft__handed_to_a_colleague__told_and_goes_on(visit, form):
    owner = visit()
    draft = _begin(owner)
    owner.get_by_role("link", name="请同事填写").click()
    owner.locator("input[type=radio]").first.check()
    owner.get_by_label("附言").fill("请补充设备清单")
    owner.get_by_role("button", name="请他填写").click()
    expect(owner.get_by_text("填写，对方会收到消息")).to_be_visible()
    colleague = visit()
    sign_in(colleague, "tongkang-agent")
    colleague.goto("/space/messages/")
    expect(colleague.get_by_text("请您填写").first).to_be_visible()
    colleague.goto(f"{draft}/fill/2/")
    colleague.get_by_label("补充说明").fill("同事写的")
    colleague.get_by_role("button", name="保存草稿").click()
    owner.goto(f"{draft}/fill/2/")
    expect(owner.get_by_label("补充说明")).to_have_value("同事写的")
    expect(owner.locator(".draft-facts")).to_contain_text("保存")


def test_form__published_anew__what_changed_and_a_choice(visit, form, started):
    page = visit()
    draft = _begin(page)
    page.goto(f"{draft}/fill/2/")
    page.get_by_label("补充说明").fill("带过去")
    page.get_by_role("button", name="保存草稿").click()
    more = Field(key="contact", kind=FieldKind.TEXT, label="联系人")
    _publish(started, Definition(steps=(Step(title="只有一步", fields=(*SECOND, more)),)))
    page.goto(f"{draft}/fill/1/")
    expect(page.get_by_role("heading", level=1)).to_have_text("申请表已更新")
    expect(page.get_by_text("联系人")).to_be_visible()
    page.get_by_role("button", name="换用新版申请表").click()
    expect(page.get_by_label("补充说明")).to_have_value("带过去")


def test_two_windows__second_saves_later__both_texts_side_by_side(visit, form):
    first = visit(scripted=False)
    draft = _begin(first)
    second = first.context.new_page()
    for page in (first, second):
        page.goto(f"{draft}/fill/2/")
    for page, words in ((first, "先保存的"), (second, "后保存的")):
        page.get_by_label("补充说明").fill(words)
        page.get_by_role("button", name="保存草稿").click()
    expect(second.get_by_text("先保存的")).to_be_visible()
    expect(second.get_by_label("补充说明")).to_have_value("后保存的")
