from datetime import date

import pytest
from django.core.exceptions import ValidationError

from foundation.accounts.models import User
from foundation.directory.models import CalendarDay, Sector
from tests.factories.directory import make_department, make_sector, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    user = User.objects.create(username="boss", is_staff=True, is_superuser=True)
    client.force_login(user)
    return client


@pytest.mark.parametrize("model", ["sector", "topic", "department", "calendaryear", "calendarday"])
def test_listing__every_table__opens(boss, model):
    make_sector()
    make_topic()
    make_department()
    assert boss.get(f"/admin/directory/{model}/").status_code == 200
    assert boss.get(f"/admin/directory/{model}/create/").status_code == 200


def test_create__sector__stored(boss):
    facts = {"key": "general", "name": "综合", "summary": "", "order": 4}
    assert boss.post("/admin/directory/sector/create/", facts).status_code == 302
    assert Sector.objects.get(key="general").name == "综合"


def test_create__make_up_day_on_a_weekday__sentence(boss):
    facts = {"day": "2026-03-03", "kind": "makeup", "name": "示例", "note": ""}
    page = boss.post("/admin/directory/calendarday/create/", facts).content.decode()
    assert "调休上班日应为星期六或星期日" in page


def test_clean__day_in_unknown_year__says_where_to_add_it():
    with pytest.raises(ValidationError, match="日历年度"):
        CalendarDay(day=date(2031, 1, 1), kind="holiday", name="元旦").clean()


def test_keyed__two_sectors__one_query(django_assert_num_queries):
    make_sector()
    make_sector("device", "医疗器械")
    with django_assert_num_queries(1):
        assert set(Sector.objects.keyed()) == {"drug", "device"}
