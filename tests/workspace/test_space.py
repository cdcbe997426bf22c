"""办理记录 as the manual's chapter 4 shows it, and the rest of my space."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from applications.enums import State
from enterprises.models import Enterprise
from foundation.core.clock import now
from foundation.eforms.definition import Definition, Step
from foundation.notifications.services import notify
from tests.factories.applications import (
    AT,
    make_application,
    make_correction,
    make_enterprise,
    member_of,
    natural_person,
    signed_in,
)
from tests.factories.eforms import make_definition, make_field, make_form_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    acting = member_of(make_enterprise())
    signed_in(client, acting)
    return acting


def _page(client, query=""):
    return client.get(f"/space/records/service/{query}").content.decode()


def test_records__tabs__open_ended_and_drafts_with_their_numbers(client, owner):
    version = make_form_version()
    for state in [State.SUBMITTED, State.WITHDRAW_REQUESTED, State.GRANTED, State.DRAFT]:
        make_application(owner, state=state, form_version=version)
    page = client.get("/space/records/service/")
    assert [tab["count"] for tab in page.context["tabs"]] == [2, 1, 1]


def test_records__withdrawal_asked_for__still_among_the_open(client, owner):
    matter = make_application(owner, state=State.WITHDRAW_REQUESTED)
    assert matter.check_code in _page(client)
    assert "撤销撤回申请" in _page(client)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?product=甲", True),
        ("?product=乙", False),
        ("?title=变更", True),
        ("?title=许可证", False),
        ("?check_code=xaia 0xe9", True),
        ("?check_code=XAIA1", False),
        ("?state=submitted", True),
        ("?state=deciding", False),
        ("?submitted_from=2026-11-18&submitted_to=2026-11-18", True),
        ("?submitted_from=2026-11-19", False),
        ("?submitted_to=2026-11-17", False),
    ],
)
def test_records__filter__narrows(client, owner, query, found):
    make_application(owner, state=State.SUBMITTED, check_code="XAIA0XE9", product_name="甲颗粒")
    assert ("XAIA0XE9" in _page(client, query)) is found


def test_records__dates_the_wrong_way_round__told_and_nothing_lost(client, owner):
    page = _page(client, "?submitted_from=2026-11-20&submitted_to=2026-11-01&product=甲")
    assert "结束日期早于开始日期" in page
    assert 'value="甲"' in page


def test_records__part__equals_the_part_of_the_whole_page(client, owner):
    make_application(owner, state=State.SUBMITTED)
    part = client.get("/space/records/service/", headers={"HX-Request": "true"}).content.decode()
    assert part.strip() in _page(client)
    assert "<html" not in part


def test_records__many_rows__same_number_of_queries(client, owner, django_assert_max_num_queries):
    version = make_form_version()
    for _n in range(30):
        make_application(owner, state=State.SUBMITTED, form_version=version)
    with django_assert_max_num_queries(20):
        _page(client, "?size=20")


RICH = (
    make_field(key="name", label="名称", prefill="person.name"),
    make_field("staff", "keeper", label="管理员", required=False),
    make_field("licence", "paper", label="许可证", required=False),
    make_field("file", "proof", label="证明", required=False),
    make_field(key="reason", label="理由"),
)


def _drafts(owner, number, **facts):
    """Drafts of colleagues, each of a form of its own that looks at everything."""
    firm = Enterprise.objects.get(pk=owner.enterprise_id)
    for _n in range(number):
        version = make_form_version(definition=make_definition(*RICH))
        make_application(member_of(firm), form_version=version, **facts)


@pytest.mark.parametrize("address", ["/space/", "/space/records/service/?tab=drafts"])
def test_drafts__ten__cost_no_more_queries_than_one(
    client, owner, address, django_assert_num_queries
):
    _drafts(owner, 1)
    client.get(address)  # what is kept for all pages
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    _drafts(owner, 9)
    with django_assert_num_queries(len(one)):
        assert client.get(address).content.decode().count("0/1 步") > 5


@pytest.mark.parametrize("address", ["/space/", "/space/records/service/?tab=drafts"])
def test_drafts__each__tells_how_far_it_is_who_saved_it_and_leads_on(client, owner, address):
    colleague = member_of(Enterprise.objects.get(pk=owner.enterprise_id)).user
    two = Definition(steps=(Step(title="一", fields=RICH[-1:]), Step(title="二", fields=RICH[:1])))
    draft = make_application(
        owner,
        form_version=make_form_version(definition=two),
        answers={"reason": "扩产"},
        saved_by=colleague,
        saved_at=now() - timedelta(hours=3),
    )
    page = client.get(address).content.decode()
    assert "1/2 步" in page
    assert str(colleague) in page
    assert "3\xa0小时前" in page
    assert f"/space/applications/{draft.uuid}/fill/2/" in page


def test_drafts__complete__leads_to_the_last_page(client, owner):
    version = make_form_version(definition=make_definition(RICH[-1]))
    draft = make_application(owner, form_version=version, answers={"reason": "扩产"})
    page = _page(client, "?tab=drafts")
    assert "1/1 步" in page
    assert f"/space/applications/{draft.uuid}/review/" in page


def test_records__of_others__never_there(client, owner):
    foreign = make_application(member_of(make_enterprise()), state=State.SUBMITTED)
    assert foreign.check_code not in _page(client)


def test_records__tab_in_the_address__filter_stays_with_the_kind_of_the_page(client, owner):
    assert '<option value="service" selected>' in _page(client, "?tab=drafts")


def test_records__unknown_kind__404(client, owner):
    assert client.get("/space/records/consult/").status_code == 404


def test_records__local_day__is_beijing(client, owner):
    late = datetime(2026, 11, 18, 17, tzinfo=UTC)
    make_application(owner, state=State.SUBMITTED, submitted_at=late, check_code="XAIA0XE9")
    assert "XAIA0XE9" in _page(client, "?submitted_from=2026-11-19")


@pytest.mark.parametrize(
    "address",
    [
        "/space/",
        "/space/records/permit/",
        "/space/messages/",
        "/space/favourites/",
        "/space/enterprise/",
    ],
)
def test_space__signed_out__to_sign_in_and_back(client, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=")


def test_space__natural_person__no_enterprise_in_it(client):
    signed_in(client, natural_person())
    assert "主体信息" not in client.get("/space/").content.decode()
    assert client.get("/space/enterprise/").status_code == 404


def test_space__new_enterprise__every_page_has_its_empty_state(client, owner):
    for address in ("/space/", "/space/records/permit/", "/space/messages/", "/space/favourites/"):
        assert client.get(address).status_code == 200


def test_message__opened__read_and_on_to_the_matter(client, owner):
    notify(kind="application", users=[owner.user], title="已受理", body="", url="/space/",
           dedup_key="one", at=AT)  # fmt: skip
    message = owner.user.portal_messages.get()
    response = client.post(f"/space/messages/{message.uuid}/")
    assert response["Location"] == "/space/"
    message.refresh_from_db()
    assert message.read_at is not None


def test_message__of_another__404(client, owner):
    other = member_of(make_enterprise())
    notify(kind="application", users=[other.user], title="已受理", body="", url="/space/",
           dedup_key="one", at=AT)  # fmt: skip
    message = other.user.portal_messages.get()
    assert client.post(f"/space/messages/{message.uuid}/").status_code == 404


def test_records__other_kind_chosen__its_tab_with_the_same_filters(client, owner):
    answer = client.get("/space/records/service/?kind=permit&product=甲&page=3")
    assert answer["Location"].startswith("/space/records/permit/?")
    assert "product=" in answer["Location"]
    assert "page=" not in answer["Location"]
    part = client.get("/space/records/service/?kind=permit", headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == "/space/records/permit/?"


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("product", "A"),
        ("-product", "B"),
        ("submitted", "B"),
        ("-submitted", "A"),
        ("nonsense", "A"),
    ],
)
def test_records__sorted_by_a_column__as_asked(client, owner, sort, first):
    version = make_form_version()
    day = datetime(2026, 11, 1, 2, tzinfo=UTC)
    make_application(owner, state=State.SUBMITTED, form_version=version, product_name="A品")
    make_application(
        owner, state=State.SUBMITTED, form_version=version, product_name="B品", submitted_at=day
    )
    page = client.get(f"/space/records/service/?sort={sort}")
    assert page.context["rows"][0]["matter"].product_name.startswith(first)


def test_records__late__said_in_words(client, owner):
    make_application(owner, state=State.ACCEPTED, due_on=date(2026, 11, 2))
    assert "已超期" in _page(client)


def test_export__what_is_filtered__harmless_and_nobody_else_s(client, owner):
    version = make_form_version()
    facts = {"state": State.SUBMITTED, "form_version": version}
    for name in ["=1+1", "＠SUM(A1)", "\t=2", "甲颗粒"]:
        make_application(owner, product_name=name, **facts)
    make_application(member_of(make_enterprise()), product_name="别家", **facts)
    answer = client.get("/space/records/service/export/?tab=open")
    book = load_workbook(BytesIO(answer.content))
    cells = [row[1].value for row in book.active.iter_rows(min_row=2)]
    assert sorted(cells) == sorted(["'=1+1", "'＠SUM(A1)", "'\t=2", "甲颗粒"])
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    one = client.get("/space/records/service/export/?product=甲")
    assert load_workbook(BytesIO(one.content)).active.max_row == 2


def test_views__kept_applied_and_dropped__own_ones_only(client, owner):
    base = "/space/records/service/views/"
    client.post(base, {"name": "待受理的", "query": "tab=open&state=submitted"})
    page = client.get("/space/records/service/")
    (item,) = page.context["views"]
    assert item["url"] == "/space/records/service/?tab=open&state=submitted"
    signed_in(client, member_of(make_enterprise()))
    assert client.post(f"{base}{item['view'].pk}/drop/").status_code == 404
    signed_in(client, owner)
    client.post(f"{base}{item['view'].pk}/drop/")
    assert client.get("/space/records/service/").context["views"] == []


def test_views__without_a_name__told(client, owner):
    answer = client.post("/space/records/service/views/", {"name": "", "query": ""}, follow=True)
    assert "请给这组筛选起一个名称" in answer.content.decode()


def test_home__correction_runs__first_of_all(client, owner):
    matter = make_application(owner, state=State.CORRECTION_BEFORE)
    make_correction(matter)
    make_correction(make_application(state=State.CORRECTION_BEFORE))
    page = client.get("/space/")
    (row,) = page.context["waiting"]
    assert row["matter"] == matter
    assert f"/space/applications/{matter.uuid}/correct/" in page.content.decode()
