"""What a person keeps: the order of it, and that it outlives new addresses."""

import pytest
from django.test import Client

from foundation.accounts.acting import Acting
from foundation.accounts.enums import LoginKind
from foundation.core.clock import now
from foundation.core.errors import Missing
from service_catalog import services
from service_catalog.models import Favourite
from tests.factories.accounts import make_user, sign_in
from tests.factories.content import make_kind, make_service

pytestmark = pytest.mark.django_db
ORDER = "/services/favourites/order/"


def kept(acting):
    return [each.service.code for each in Favourite.objects.visible_to(acting).with_services()]


@pytest.fixture
def person():
    """Somebody who keeps A3, A2, A1, the latest first."""
    acting = Acting(user=make_user(), login_kind=LoginKind.NATURAL)
    for code in ("A1", "A2", "A3"):
        services.keep(acting=acting, service=make_service(code=code), at=now())
    return acting


@pytest.fixture
def visitor(client, person):
    return sign_in(client, person.user, login_kind=LoginKind.NATURAL)


def test_order__of_new_favourites__is_the_latest_first_even_after_arranging(person):
    services.arrange(acting=person, codes=["A1", "A2", "A3"])
    services.keep(acting=person, service=make_service(code="A4"), at=now())

    assert kept(person) == ["A4", "A1", "A2", "A3"]


def test_arrange__with_some_codes_and_strangers__puts_these_first_and_loses_none(person):
    services.arrange(acting=person, codes=["a1", "ZZ9", "A1"])

    assert kept(person) == ["A1", "A3", "A2"]


def test_arrange__of_one_person__leaves_the_others_as_they_were(person):
    other = Acting(user=make_user(), login_kind=LoginKind.NATURAL)
    for favourite in Favourite.objects.visible_to(person):
        services.keep(acting=other, service=favourite.service, at=now())
    before = kept(other)

    services.arrange(acting=person, codes=["A1"])

    assert kept(other) == before


@pytest.mark.parametrize(
    ("code", "steps", "order"),
    [("A1", -1, ["A3", "A1", "A2"]), ("A3", 1, ["A2", "A3", "A1"]), ("A3", -1, ["A3", "A2", "A1"]),
     ("A1", 1, ["A3", "A2", "A1"])],
)  # fmt: skip
def test_shift__up_or_down__stops_at_the_ends(person, code, steps, order):
    services.shift(acting=person, code=code, steps=steps)

    assert kept(person) == order


def test_shift__of_what_is_not_kept__says_so(person):
    with pytest.raises(Missing, match="不在您的收藏里"):
        services.shift(acting=person, code="ZZ9", steps=1)


def test_buttons__without_javascript__move_and_come_back(visitor, person):
    response = visitor.post(ORDER, {"order": ["A3", "A2", "A1"], "up": "A1"}, follow=True)

    assert response.redirect_chain == [("/space/favourites/", 302)]
    assert kept(person) == ["A3", "A1", "A2"]


def test_drag__by_htmx__leads_to_the_page_that_shows_the_new_order(visitor, person):
    headers = {"HX-Request": "true"}
    page = visitor.post(ORDER, {"order": ["A2", "A3", "A1"]}, headers=headers, follow=True)

    shown = page.content.decode()
    assert kept(person) == ["A2", "A3", "A1"]
    places = [shown.index(f'name="order" value="{code}"') for code in ("A2", "A3", "A1")]
    assert places == sorted(places)
    assert 'id="favourites"' in shown


def test_order__when_signed_out__leads_to_sign_in(client):
    assert client.post(ORDER, {"up": "A1"}).headers["Location"].startswith("/accounts/login/")


def test_order__without_a_token__is_refused(person):
    strict = sign_in(Client(enforce_csrf_checks=True), person.user, login_kind=LoginKind.NATURAL)

    assert strict.post(ORDER, {"up": "A1"}).status_code == 403
    assert kept(person) == ["A3", "A2", "A1"]


def test_favourite__when_service_gets_another_code_and_place__follows(visitor, person):
    service = Favourite.objects.get(service__code="A2").service
    service.code = "B7"
    service.title = "新的名称"
    service.save_revision().publish()
    service.refresh_from_db()
    service.move(make_kind("permit"), pos="last-child")

    page = visitor.get("/space/favourites/").content.decode()

    assert kept(person) == ["A3", "B7", "A1"]
    assert 'href="/services/permit/b7/"' in page
    assert visitor.get("/services/permit/b7/").context["is_kept"]
    assert "已收藏" in visitor.get("/services/?favourite=1").content.decode()


def test_search__service_found__can_be_kept_there_and_shows_what_is_kept(visitor):
    make_service(code="A8", title="药品委托检验")
    found = "/search/?q=委托检验"

    assert 'aria-pressed="false"' in visitor.get(found).content.decode()
    answer = visitor.post("/services/service/a8/favourite/", {"next": found, "small": "1"})

    assert answer.headers["Location"].startswith("/search/?q=")
    assert 'aria-pressed="true"' in visitor.get(found).content.decode()
