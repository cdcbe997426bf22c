"""Forms in force, favourites, and what a service says about itself."""

import pytest
from django.core.exceptions import ValidationError

from foundation.accounts.acting import ANONYMOUS, Acting
from foundation.accounts.enums import LoginKind
from foundation.accounts.errors import SignInRequired
from foundation.core.clock import now
from foundation.eforms import services as eforms
from service_catalog import services
from service_catalog.models import Favourite, ServicePage
from tests.factories.accounts import make_user
from tests.factories.content import form_stream, make_kind, make_service
from tests.factories.eforms import make_field

pytestmark = pytest.mark.django_db


def person():
    return Acting(user=make_user(), login_kind=LoginKind.NATURAL)


def test_form__when_page_is_published__is_in_force_for_its_series():
    service = make_service(form=form_stream(), publish=True)

    version = eforms.latest(service.form_series)

    assert version.number == 1
    assert list(version.compiled.inputs) == ["product_name"]


def test_form__when_field_is_added_and_published__becomes_version_two_and_keeps_the_first():
    service = make_service(form=form_stream(), publish=True)
    first = eforms.latest(service.form_series)

    service.form = form_stream(make_field("text", "product_name"), make_field("date", "made_on"))
    service.save_revision().publish()

    latest = eforms.latest(service.form_series)
    assert latest.number == 2
    assert "made_on" in latest.compiled.inputs
    first.refresh_from_db()
    assert "made_on" not in first.compiled.inputs


def test_form__when_published_again_unchanged__stays_one_version():
    service = make_service(form=form_stream(), publish=True)

    service.summary = "改了一句话"
    service.save_revision().publish()

    assert eforms.latest(service.form_series).number == 1


def test_form__when_only_a_draft_is_saved__is_not_in_force():
    service = make_service(form=form_stream(), publish=True)

    service.form = form_stream(make_field("date", "made_on"))
    service.save_revision()

    assert "made_on" not in eforms.latest(service.form_series).compiled.inputs


def test_kind__when_service_is_moved__follows_the_page_above():
    service = make_service(kind="service")

    service.move(make_kind("permit"), pos="last-child")

    assert ServicePage.objects.get(pk=service.pk).kind == "permit"


def test_clean__when_promise_is_longer_than_the_law__names_the_field():
    service = make_service(legal_days=20, promised_days=15)
    service.promised_days = 30

    with pytest.raises(ValidationError) as refused:
        service.clean()

    assert "20 个工作日" in refused.value.message_dict["promised_days"][0]


def test_address__when_something_else_was_typed__is_the_code():
    service = make_service(code="DP04")
    service.slug = "other"

    service.save()

    assert ServicePage.objects.get(pk=service.pk).slug == "dp04"


def test_keep__when_done_twice__keeps_once():
    acting, service = person(), make_service()

    services.keep(acting=acting, service=service, at=now())
    services.keep(acting=acting, service=service, at=now())

    assert Favourite.objects.visible_to(acting).count() == 1


def test_favourites__when_kept_by_another__are_not_visible():
    service, mine = make_service(), person()
    services.keep(acting=person(), service=service, at=now())

    assert not Favourite.objects.visible_to(mine).exists()
    assert not Favourite.objects.visible_to(ANONYMOUS).exists()
    assert Favourite.objects.count() == 1


def test_keep__when_nobody_is_signed_in__is_refused():
    with pytest.raises(SignInRequired):
        services.keep(acting=ANONYMOUS, service=make_service(), at=now())


def test_toggle__when_repeated__goes_to_and_fro():
    acting, service = person(), make_service()

    first = services.toggle(acting=acting, service=service, at=now())
    second = services.toggle(acting=acting, service=service, at=now())

    assert (first, second) == (True, False)
    assert not Favourite.objects.exists()


def test_favourites__when_service_is_unpublished__leave_the_list():
    acting, service = person(), make_service()
    services.keep(acting=acting, service=service, at=now())

    service.unpublish()

    assert not Favourite.objects.visible_to(acting).with_services().exists()
