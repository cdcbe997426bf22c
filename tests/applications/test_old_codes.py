"""Old check codes, with I, O, 0 and 1: every search finds them, however they are typed."""

from urllib.parse import urlencode

import pytest

from applications.enums import State
from tests.factories.applications import (
    clerk,
    make_application,
    make_enterprise,
    member_of,
    signed_in,
)

pytestmark = pytest.mark.django_db
OLD = ("XAIA0XE9", "LKMOOXQZ", "1IO0IO10")
FRESH = "ABCD2345"


def of_records(client, typed, owner):
    page = signed_in(client, owner).get("/space/records/service/", {"check_code": typed})
    return {row.check_code for row in page.context["page"].object_list}


def of_the_desk(client, typed, _owner):
    page = signed_in(client, clerk()).get("/admin/matters/results/", {"q": typed})
    return {matter.check_code for matter in page.context["object_list"]}


def of_the_look_up(client, typed, _owner):
    page = client.get("/lookup/", {"code": typed}).content.decode()
    return {code for code in (*OLD, FRESH) if f"<dd>{code}" in page or f">{code}<" in page}


def of_the_api(client, typed, _owner):
    answer = client.get(f"/api/v1/lookup?{urlencode({'code': typed})}")
    return {answer.json()["check_code"]} if answer.status_code == 200 else set()


@pytest.fixture
def owner():
    acting = member_of(make_enterprise())
    for code in (*OLD, FRESH):
        make_application(acting, state=State.SUBMITTED, check_code=code)
    return acting


def as_read_on_paper(code):
    return code.translate(str.maketrans("0O1I", "O0I1"))


def full_width(code):
    return "".join(chr(ord(each) + 0xFEE0) for each in code)


@pytest.mark.parametrize("code", [*OLD, FRESH])
@pytest.mark.parametrize(
    "spell",
    [str, str.lower, full_width, lambda code: f" {code[:4]} {code[4:]} ", as_read_on_paper],
    ids=["as issued", "lower case", "full width", "in two", "0 for O, 1 for I"],
)
@pytest.mark.parametrize("search", [of_records, of_the_desk, of_the_look_up, of_the_api])
def test_every_search__old_code__finds_this_matter_alone(client, owner, search, code, spell):
    assert search(client, spell(code), owner) == {code}


@pytest.mark.parametrize("search", [of_records, of_the_desk, of_the_look_up, of_the_api])
def test_every_search__other_code__finds_nothing(client, owner, search):
    assert search(client, "XAIA0XE8", owner) == set()
