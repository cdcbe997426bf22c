"""My licences, the API, and the register in the admin."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from foundation.core import clock
from tests.factories.applications import (
    make_enterprise,
    member_of,
    natural_person,
    signed_in,
    staff_with,
)
from tests.factories.papers import make_licence

pytestmark = pytest.mark.django_db
PAGE = "/space/licences/"


def test_mine__of_an_enterprise__own_ones_first_to_end_first(client):
    owner = member_of(make_enterprise())
    today = clock.today()
    make_licence(owner, number="示例远", valid_until=today + timedelta(days=900))
    make_licence(owner, number="示例近", valid_until=today + timedelta(days=7))
    make_licence(owner, number="示例止", status="revoked")
    make_licence(member_of(make_enterprise()), number="示例别家")
    browser = signed_in(client, owner)
    page = browser.get(PAGE).content.decode()
    assert page.index("示例近") < page.index("示例远")
    assert "还剩 7 天" in page
    assert "吊销" in page
    assert "示例别家" not in page
    listed = browser.get("/api/v1/enterprise/licences").json()
    assert listed["items"][0]["number"] == "示例近"
    assert listed["count"] == 3


def test_mine__of_a_person__own_ones(client):
    person = natural_person()
    make_licence(person, kind="pharmacist", number="示例药师")
    assert "示例药师" in signed_in(client, person).get(PAGE).content.decode()


def test_mine__without_any__says_so(client):
    page = signed_in(client, natural_person()).get(PAGE).content.decode()
    assert "还没有电子证照" in page


def test_register__with_the_right__lists_and_inspects_and_edits_nothing(client):
    licence = make_licence(member_of(make_enterprise()), number="示例登记")
    reader = staff_with()
    reader.user.user_permissions.add(Permission.objects.get(codename="view_licence"))
    desk = signed_in(client, reader)
    assert "示例登记" in desk.get("/admin/licence_register/").content.decode()
    assert "示例登记" in desk.get("/admin/licence_register/?q=示例登记").content.decode()
    inspected = desk.get(f"/admin/licence_register/inspect/{licence.pk}/")
    assert "示例登记" in inspected.content.decode()
    for path in (f"edit/{licence.pk}/", f"delete/{licence.pk}/", "new/"):
        assert desk.get(f"/admin/licence_register/{path}").status_code == 404
