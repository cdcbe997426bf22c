"""What becomes of a matter after it was sent, as applicant, desk and anybody with its code see it."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from foundation.core.clock import today

from .people import sign_in, sign_in_staff
from .portal import ROOT, Portal
from .test_axe import _found as faults

PHONE = {"width": 390, "height": 844}
OLD_CODE, OLD_CODE_WITH_LETTER = "XAIA0XE9", "XAIAOXE9"
ACCEPTED, ASKED_BACK, SENT, UNHEARD, ENDED, TO_DECIDE = (
    "XEABGANG", "9JRJ8R3B", "V6QDHXNS", "HDLE9YEM", "3TMPRGHP", "A59J4NWM",
)  # fmt: skip


def _open(page: Page, code: str, tab: str = "open") -> None:
    """The applicant's page of a matter."""
    page.goto(f"/space/records/permit/?tab={tab}&check_code={code}")
    page.get_by_role("row").filter(has_text=code).get_by_role("link", name="详情").click()
    expect(page.get_by_role("heading", name="办理进度")).to_be_visible()


def _inspect(page: Page, code: str) -> None:
    """The desk's page of a matter."""
    page.goto(f"/admin/matters/?q={code}")
    page.get_by_role("link", name=code).first.click()


def _run_clock(started: Portal) -> None:
    """What the schedule does every few minutes, now."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "DATABASE_URL": f"sqlite:///{started.database}",
    }
    command = [sys.executable, "manage.py", "run_clock"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=60)


def _age(started: Portal, code: str, *, since: str, due: str) -> None:
    """Let the clock of a matter have begun on another day."""
    with closing(sqlite3.connect(started.database, timeout=20)) as database, database:
        find = "select id from applications_application where check_code = ?"
        (number,) = database.execute(find, [code]).fetchone()
        events = 'update applications_clockevent set "on" = ? where application_id = ?'
        database.execute(events, [since, number])
        matter = "update applications_application set due_on = ? where id = ?"
        database.execute(matter, [due, number])


def _move(page: Page, label: str, note: str = "") -> None:
    """Press the link of a move, give the reason, confirm."""
    page.get_by_role("link", name=label, exact=True).click()
    page.get_by_label("理由").fill(note)
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.get_by_text(f"{label}：已完成").first).to_be_visible()


@pytest.mark.parametrize("code", [OLD_CODE, OLD_CODE_WITH_LETTER])
def test_look_up__old_code_with_letter_for_digit__state_without_signing_in(visit, code):
    scripted = code == OLD_CODE
    page = visit(scripted=scripted, viewport=PHONE, bypass_csp=True)
    page.goto("/lookup/")
    page.locator("[name=code]").fill(code)
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.get_by_text("待受理").first).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("同康")
    assert not scripted or faults(page, "look-up") == []


def test_look_up__unknown_code__says_what_to_check(visit):
    page = visit()
    page.goto("/lookup/?code=ZZZZ2222")
    expect(page.get_by_text("没有查到")).to_be_visible()


@pytest.mark.last
def test_withdrawal__asked_after_acceptance__taken_back_by_the_applicant(visit):
    page = visit()
    sign_in(page, "tongkang")
    _open(page, ACCEPTED)
    _move(page, "申请撤回", "委托安排有变化")
    _move(page, "撤销撤回申请")
    expect(page.get_by_role("link", name="申请撤回", exact=True)).to_be_visible()


@pytest.mark.last
def test_withdrawal__agreed_to_by_the_desk__ended_and_still_readable(visit):
    desk = visit()
    sign_in_staff(desk, "reviewer")
    _inspect(desk, ASKED_BACK)
    form = desk.locator("form").filter(has=desk.get_by_role("button", name="同意撤回", exact=True))
    form.get_by_role("button", name="同意撤回", exact=True).click()
    expect(desk.get_by_text("同意撤回：已完成").first).to_be_visible()
    page = visit()
    sign_in(page, "tongkang")
    _open(page, ASKED_BACK, "ended")
    expect(page.get_by_text("已撤回").first).to_be_visible()
    expect(page.get_by_role("button", name="复制为新草稿")).to_be_visible()


@pytest.mark.last
def test_unheard__five_working_days_gone__deemed_accepted_and_says_so(visit, started):
    page = visit()
    sign_in(page, "tongkang")
    _age(started, UNHEARD, since="2026-10-12", due="2026-10-19")
    _run_clock(started)
    _open(page, UNHEARD)
    expect(page.get_by_text("视为受理").first).to_be_visible()


@pytest.mark.last
def test_rating__given_once__shown_and_not_asked_again(visit):
    page = visit(viewport=PHONE, bypass_csp=True)
    sign_in(page, "tongkang")
    _open(page, ENDED, "ended")
    page.get_by_role("link", name="去评价").click()
    for level in page.locator("fieldset:has(input[type=radio])").all():
        level.locator("input[type=radio]").first.check()
    found = faults(page, "rating")
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_text("感谢您的评价").first).to_be_visible()
    expect(page.get_by_role("link", name="去评价")).to_have_count(0)
    assert [*found, *faults(page, "rated")] == []


@pytest.mark.last
def test_extension__by_the_approver_with_reason__later_due_day_and_a_notice(visit, started):
    _age(started, TO_DECIDE, since=f"{today()}", due=f"{today() + timedelta(days=7)}")
    page, desk = visit(bypass_csp=True), visit()
    sign_in(page, "tongkang")
    _open(page, TO_DECIDE)
    before = page.locator(".clock > p").inner_text()
    sign_in_staff(desk, "approver")
    _inspect(desk, TO_DECIDE)
    desk.locator("summary", has_text="延长期限").click()
    form = desk.locator("form").filter(has=desk.locator("[name=days]"))
    form.locator("[name=days]").fill("5")
    form.get_by_role("textbox").fill("检验结果尚需复核")
    form.get_by_role("button", name="延长期限", exact=True).click()
    expect(desk.get_by_text("延长期限：已完成").first).to_be_visible()
    _open(page, TO_DECIDE)
    expect(page.locator(".clock > p")).not_to_have_text(before)
    expect(page.get_by_text("期限延长 5 个工作日").first).to_be_visible()
    expect(page.get_by_role("link", name="延期通知书")).to_be_visible()
    assert faults(page, "extended") == []


@pytest.mark.last
def test_correction__one_item_asked__before_and_after_on_both_sides(visit):
    desk = visit()
    sign_in_staff(desk, "clerk")
    _inspect(desk, SENT)
    desk.get_by_role("link", name="要求补正").first.click()
    desk.locator("[name=mend-approval_number]").check()
    desk.locator("[name=reason-approval_number]").select_option(index=1)
    desk.locator("[name=text-approval_number]").fill("与批件不一致")
    desk.locator("form:has([name=mend-approval_number]) button[type=submit]").last.click()
    expect(desk.get_by_text("补正通知已发出").first).to_be_visible()

    page = visit(bypass_csp=True)
    sign_in(page, "tongkang")
    _open(page, SENT)
    found = faults(page, "asked to correct")
    page.get_by_role("link", name="去补正").first.click()
    found += faults(page, "correction")
    page.locator("[name=approval_number]").fill("国药准字Z00000016")
    page.get_by_role("button", name="保存并核对").last.click()
    found += faults(page, "correction's review")
    page.get_by_role("button", name="提交补正").click()
    expect(page.get_by_text("补正已提交").first).to_be_visible()
    _inspect(desk, SENT)
    for side in (page, desk):
        expect(side.get_by_text("国药准字Z00000006").first).to_be_visible()
        expect(side.get_by_text("国药准字Z00000016").first).to_be_visible()
    assert [*found, *faults(page, "corrected")] == []
