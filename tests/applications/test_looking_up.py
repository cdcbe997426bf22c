"""Look-up by check code: little, masked, the same silence for every wrong code, not too often."""

from dataclasses import astuple

import pytest

from applications.enums import State
from applications.errors import LookedUpTooOften
from applications.services import look_up
from applications.services.check_codes import codes_meant
from tests.factories.applications import (
    AT,
    make_application,
    make_enterprise,
    member_of,
)

pytestmark = pytest.mark.django_db


def ask(code, address="192.0.2.1"):
    return look_up(code=code, address=address, at=AT)


@pytest.fixture
def matter():
    owner = member_of(make_enterprise(name="北京示例同康药业有限公司"))
    return make_application(owner, state=State.SUBMITTED, check_code="XAIA0XE9")


@pytest.mark.parametrize("typed", ["XAIA0XE9", "xaia 0xe9", "ＸＡＩＡ０ＸＥ９", "XA1AOXE9"])
def test_look_up__an_old_code_as_people_type_it__found(matter, typed):
    assert ask(typed).check_code == "XAIA0XE9"


def test_look_up__found__masked(matter):
    said = "".join(map(str, astuple(ask("XAIA0XE9"))[:-1]))
    assert "北京****有限公司" in said
    assert "同康" not in said
    assert matter.product_name not in said


@pytest.mark.parametrize("typed", ["", "XAIA0XE", "XAIA0XE99", "XAIA0XEA", "' OR 1=1", "草" * 8])
def test_look_up__wrong__nothing(matter, typed):
    assert ask(typed) is None


def test_look_up__two_that_look_alike__only_the_exact_one(matter):
    make_application(state=State.SUBMITTED, check_code="XAIAOXE9")
    assert ask("XAIAOXE9").check_code == "XAIAOXE9"
    assert ask("XA1A0XE9") is None


def test_look_up__one_code_too_often__held_back_whoever_asks(matter):
    for n in range(5):
        ask("XAIA0XE9", address=f"192.0.2.{n}")
    with pytest.raises(LookedUpTooOften):
        ask("XA1A0XE9", address="192.0.2.77")


def test_look_up__one_address_trying_codes__held_back(matter):
    for n in range(20):
        ask(f"ZZZZZ{n:03d}")
    with pytest.raises(LookedUpTooOften):
        ask("XAIA0XE9")


def test_codes_meant__new_code__only_itself():
    assert codes_meant("abcd2345") == ["ABCD2345"]
