"""The list of services: filters, counts, orders, pages, and what it costs."""

from urllib.parse import parse_qs, urlsplit

import pytest

from foundation.accounts.acting import ANONYMOUS, Acting
from foundation.accounts.enums import LoginKind
from foundation.directory.models import Department
from service_catalog.models import Favourite, Listing, ServiceFilter, ServicePage, register_demand
from service_catalog.models.demand import _counters
from tests.factories.accounts import make_user
from tests.factories.content import form_stream, make_sector, make_service

pytestmark = pytest.mark.django_db


def listing(acting=ANONYMOUS, **asked):
    wanted = ServiceFilter.from_query({name: str(value) for name, value in asked.items()})
    return Listing(ServicePage.objects.visible_to(acting), wanted, acting)


def codes(found):
    return [service.code for service in found.services]


def counts(choices):
    return {choice["value"]: choice["count"] for choice in choices}


@pytest.fixture
def office():
    return Department.objects.create(key="drug-market", name="药品流通处", order=1)


@pytest.fixture
def catalogue(office):
    drug, device = make_sector(), make_sector("device", "医疗器械")
    make_service(code="A1", kind="permit", sector=drug, handling="promised", form=form_stream())
    make_service(code="A2", kind="permit", sector=device, handling="instant", department=office)
    make_service(code="B1", kind="service", sector=drug, audience="both", form=form_stream())
    make_service(code="B2", kind="service", sector=drug, audience="natural",
                 external_url="https://banshi.example/", form=form_stream())  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"kind": "permit"}, ["A1", "A2"]),
        ({"handling": "instant"}, ["A2"]),
        ({"department": "drug-market"}, ["A2"]),
        ({"online": "1"}, ["A1", "B1"]),
        ({"online": "0"}, ["A2", "B2"]),
        ({"audience": "natural"}, ["B1", "B2"]),
        ({"sector": "drug", "audience": "legal", "online": "1"}, ["A1", "B1"]),
    ],
)
def test_filter__each__leaves_what_fits_and_counts_it(catalogue, asked, left):
    found = listing(**asked)

    assert sorted(codes(found)) == left
    assert found.page.paginator.count == len(left)


def test_counts__each_choice__equals_the_list_that_it_leads_to(catalogue):
    asked = {"sector": "drug"}
    found = listing(**asked)
    facets = {"audience": found.audiences, "handling": found.handlings, "online": found.onlines}

    for name, choices in facets.items():
        for choice in choices:
            chosen = listing(**{**asked, name: choice["value"]})
            assert choice["count"] == len(chosen.rows), (name, choice)


def test_counts__of_the_facet_that_is_set__tell_what_the_others_would_leave(catalogue):
    assert counts(listing(sector="drug").sectors) == {"drug": 3, "device": 1}


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("code", ["A1", "A2", "A3"]), ("days", ["A3", "A1", "A2"]), ("name", ["A2", "A1", "A3"])],
)
def test_sort__each__orders_by_what_it_says(sort, expected):
    make_service(code="A1", title="备案", legal_days=10)
    make_service(code="A2", title="安装")
    make_service(code="A3", title="注册", legal_days=20, promised_days=5)

    assert codes(listing(sort=sort)) == expected


@pytest.fixture
def demand():
    wanted = {}

    def counter():
        return wanted

    register_demand(counter)
    yield wanted
    _counters.remove(counter)


def test_sort__by_demand__puts_the_most_applied_first_and_misses_nobody(demand):
    made = [make_service(code=f"A{n}") for n in range(7)]
    demand.update({made[5].pk: 9, made[2].pk: 3})

    pages = [codes(listing(sort="applied", size=10, page=1))]

    assert pages == [["A5", "A2", "A0", "A1", "A3", "A4", "A6"]]


@pytest.mark.parametrize("sort", ["", "code", "name", "days", "applied"])
def test_pages__together__are_the_whole_list_once(sort, demand):
    made = [make_service(code=f"A{n:02}", title=f"事项{n}") for n in range(34)]
    demand.update({made[n].pk: n + 1 for n in range(0, 26, 2)})

    seen = [code for n in (1, 2, 3, 4) for code in codes(listing(sort=sort, size=10, page=n))]

    assert len(seen) == len(set(seen)) == 34


def test_address__of_everything_asked__asks_the_same_again():
    asked = {"q": "变更", "sector": "drug", "audience": "legal", "handling": "instant",
             "department": "x", "online": "1", "favourite": "1", "sort": "days", "size": "50"}  # fmt: skip
    wanted = ServiceFilter.from_query(asked, kind="permit")

    parts = urlsplit(wanted.address)

    assert parts.path == "/services/permit/"
    assert {name: values[0] for name, values in parse_qs(parts.query).items()} == asked


def test_nothing_found__with_two_conditions__names_the_ones_to_take_back(client):
    make_service(code="A1", title="药品委托检验", sector=make_sector("device", "医疗器械"))
    make_service(code="A2", title="化妆品备案")

    response = client.get("/services/", {"q": "委托检验", "sector": "drug"})

    ways = response.context["listing"].ways_out
    assert {way["label"]: way["note"] for way in ways} == {"不限关键词": "1 项", "不限领域": "1 项"}
    assert client.get(ways[0]["url"]).context["listing"].services
    assert "/help/hotlines/" in response.content.decode()


def test_kept__with_words__combine(client):
    user = make_user()
    acting = Acting(user=user, login_kind=LoginKind.NATURAL)
    kept, _other = make_service(title="委托检验"), make_service(title="委托检验二")
    Favourite.objects.create(user=user, service=kept, created_at="2026-11-20T00:00Z")

    found = listing(acting, q="委托检验", favourite="1")

    assert codes(found) == [kept.code]


def test_page__far_behind_the_end__is_the_last_one(client):
    for n in range(25):
        make_service(code=f"A{n:02}")

    response = client.get("/services/?page=99&size=10")

    assert codes(response.context["listing"]) == ["A20", "A21", "A22", "A23", "A24"]


def test_list__with_every_filter__needs_no_more_queries_for_more_rows(
    django_assert_max_num_queries, catalogue
):
    acting = Acting(user=make_user(), login_kind=LoginKind.NATURAL)
    # Word search two, the groups, the keys, the rows, their windows and what is kept, and Wagtail's restrictions.
    found = listing(acting, q="示例", sector="drug", sort="days")
    with django_assert_max_num_queries(9):
        _ = (found.tabs, found.sectors, found.departments, found.services, found.page)
    for n in range(30):
        make_service(code=f"C{n}")
    found = listing(acting, q="示例", sector="drug", sort="days")
    with django_assert_max_num_queries(9):
        _ = (found.tabs, found.sectors, found.departments, found.services, found.page)
