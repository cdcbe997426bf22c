"""What migrations do with rows that were there before."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection

from applications.models import Application
from tests.factories.applications import make_application
from tests.factories.eforms import PHONE, make_answers

pytestmark = pytest.mark.django_db
EDITOR = SimpleNamespace(connection=connection)


def _stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM applications_application")
        return cursor.fetchone()[0]


def test_answers__of_an_earlier_release__sealed_and_the_way_back_gives_them_again():
    step = import_module("applications.migrations.0004_seal_answers")
    make_application()
    step.unseal(apps, EDITOR)
    assert PHONE in _stored()
    step.seal(apps, EDITOR)
    assert PHONE not in _stored()
    assert Application.objects.get().answers == make_answers()


@pytest.mark.parametrize("verb", ["accept", "examine", "decide"])
def test_right_to_unmask__given_to_the_groups_of_the_desk_only(verb):
    step = import_module("applications.migrations.0006_right_to_unmask")
    desk, others = Group.objects.create(name="甲"), Group.objects.create(name="乙")
    desk.permissions.add(Permission.objects.get(codename=f"{verb}_application"))
    others.permissions.add(Permission.objects.get(codename="view_application"))
    step.give(apps, EDITOR)
    step.give(apps, EDITOR)
    assert desk.permissions.filter(codename="unmask_application").count() == 1
    assert not others.permissions.filter(codename="unmask_application").exists()


def test_right_to_unmask__no_groups_yet__nothing_happens():
    import_module("applications.migrations.0006_right_to_unmask").give(apps, EDITOR)
    assert not Group.objects.filter(permissions__codename="unmask_application").exists()
