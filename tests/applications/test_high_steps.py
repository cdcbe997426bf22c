"""A decision asks staff for the second factor again, and goes on with what was typed."""

import re
import time
from datetime import timedelta
from html import unescape
from urllib.parse import unquote

import pytest
import time_machine
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from applications.enums import State
from applications.workflow import FINAL_MOVES, MOVES
from foundation.accounts.services import factors
from foundation.core.clock import now
from tests.factories.applications import clerk, make_application, make_enterprise, member_of

PASSWORD = "a-long-password-2026"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings):
    """A clerk who has signed in with a code, in a browser that sends forms."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    user = clerk().user
    user.set_password(PASSWORD)
    user.save()
    secret = factors.new_secret()
    codes = factors.enrol_app(user=user, secret=secret, code=code_of(secret, -1), at=now())
    browser = Client(enforce_csrf_checks=True)
    send(browser, "/admin/login/", username=user.username, password=PASSWORD)
    send(browser, "/admin/login/factor/", code=code_of(secret))
    browser.codes = codes
    return browser


def code_of(secret, shift=0):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + shift))


def send(browser, address, page="", **typed):
    token = TOKEN.search(browser.get(page or address).content.decode())[1]
    headers = {"Origin": "http://testserver", "Referer": f"http://testserver{page or address}"}
    return browser.post(address, {"csrfmiddlewaretoken": token, **typed}, headers=headers)


def refuse(browser, matter):
    page = f"/admin/matters/inspect/{matter.pk}/"
    move = f"/admin/matters/{matter.uuid}/moves/refuse_acceptance/"
    return send(browser, move, page, note="材料与申报事项不符，请重新准备")


def test_final_move__with_a_fresh_proof__is_made(desk):
    matter = make_application(member_of(make_enterprise()), state=State.SUBMITTED)
    refuse(desk, matter)
    matter.refresh_from_db()

    assert matter.state == State.NOT_ACCEPTED


def test_final_move__with_an_old_proof__asks_first_and_keeps_the_reason(desk):
    matter = make_application(member_of(make_enterprise()), state=State.SUBMITTED)
    with time_machine.travel(now() + timedelta(minutes=11), tick=True):
        answer = refuse(desk, matter)
        matter.refresh_from_db()
        assert matter.state == State.SUBMITTED
        again = answer.headers["Location"]
        assert again.startswith("/admin/login/again/?next=")

        kept = unquote(again.split("next=")[1])
        answer = send(desk, "/admin/login/again/", again, code=desk.codes[0], next=kept)
        assert answer.headers["Location"] == kept
        page = unescape(desk.get(kept).content.decode())
        assert "材料与申报事项不符" in page
        target = re.search(r'action="(/admin/matters/[^"]+)"', page)[1]
        note = re.search(r'name="note" value="([^"]+)"', page)[1]
        send(desk, target, kept, note=note)
    matter.refresh_from_db()

    assert matter.state == State.NOT_ACCEPTED


def test_final_moves__in_the_table__are_those_that_end_a_matter_at_the_desk():
    ends = {State.NOT_ACCEPTED, State.GRANTED, State.REJECTED, State.WITHDRAWN}
    ending = {move.name for move in MOVES if move.target in ends and move.by != "applicant_submit"}

    assert set(FINAL_MOVES) == ending
