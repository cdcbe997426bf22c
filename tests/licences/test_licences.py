"""Licences: whose, in force when, and what the database refuses."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError

from foundation.accounts.acting import Acting
from foundation.accounts.models import User
from licences.models import Licence
from licences.services import pick_licences
from tests.factories.accounts import make_staff
from tests.factories.applications import make_enterprise, member_of, natural_person, staff_with
from tests.factories.papers import TODAY, make_licence

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return member_of(make_enterprise())


def reader_of_licences():
    user = make_staff()
    user.user_permissions.add(Permission.objects.get(codename="view_licence"))
    return Acting(user=User.objects.get(pk=user.pk), login_kind="staff")


def test_licence__by_who_asks__own_ones_and_all_for_staff_with_the_right(owner):
    person = natural_person()
    firms, own = make_licence(owner), make_licence(person, kind="pharmacist", number="示例1")
    seen = {
        "owner": Licence.objects.visible_to(owner),
        "person": Licence.objects.visible_to(person),
        "staff": Licence.objects.visible_to(reader_of_licences()),
    }
    assert {who: set(rows) for who, rows in seen.items()} == {
        "owner": {firms},
        "person": {own},
        "staff": {firms, own},
    }
    for acting in (member_of(make_enterprise()), natural_person(), staff_with(), Acting()):
        assert not Licence.objects.visible_to(acting).exists()


def test_in_force__by_day_and_status__first_and_last_day_count(owner):
    make_licence(owner, number="末日", valid_until=TODAY)
    make_licence(owner, number="首日", valid_from=TODAY)
    make_licence(owner, number="长期", valid_until=None)
    make_licence(owner, number="变更", status="changed")
    make_licence(owner, number="昨日止", valid_until=date(2026, 11, 17))
    make_licence(owner, number="明日起", valid_from=date(2026, 11, 19))
    make_licence(owner, number="注销", status="cancelled")
    make_licence(owner, number="吊销", status="revoked")
    found = Licence.objects.in_force(TODAY).values_list("number", flat=True)
    assert set(found) == {"末日", "首日", "长期", "变更"}
    assert {pick.facts["number"] for pick in pick_licences(owner, TODAY)} == set(found)


def test_pick_licences__facts__say_kind_number_and_end(owner):
    licence = make_licence(owner, number="京20160001（示例）", product_name="片剂")
    (pick,) = pick_licences(owner, TODAY)
    assert (pick.id, pick.label) == (str(licence.uuid), "药品生产许可证 京20160001（示例）")
    assert pick.facts["kind"] == "药品生产许可证"
    assert pick.facts["valid_until"] == "2028-12-31"
    assert "2028-12-31" in pick.note


def test_pick_licences__staff_who_see_all__are_offered_none(owner):
    make_licence(owner)
    assert pick_licences(reader_of_licences(), TODAY) == []


@pytest.mark.parametrize("wrong", ["nobody", "both", "number", "span"])
def test_licence__against_the_rules__is_not_stored(owner, wrong):
    person = natural_person()
    first = make_licence(owner)
    facts = {
        "nobody": {"enterprise_id": None},
        "both": {"holder": person.user},
        "number": {"number": first.number},
        "span": {"valid_until": date(2020, 1, 1)},
    }[wrong]
    with pytest.raises(IntegrityError):
        make_licence(owner, **facts)
