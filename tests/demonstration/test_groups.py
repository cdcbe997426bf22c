"""What the groups of the demonstration may do with personal numbers."""

import pytest
from django.contrib.auth.models import Group

from demonstration.loader.people import GROUPS, load_people
from enterprises.models import Enterprise

pytestmark = pytest.mark.django_db
DESK = {"clerk", "reviewer", "approver"}


def test_groups__only_those_of_the_desk__may_unmask(project_root):
    load_people(project_root / "demonstration" / "content")
    for key, (name, _rights) in GROUPS.items():
        group = Group.objects.get(name=name)
        may = group.permissions.filter(codename="unmask_application").exists()
        assert may is (key in DESK), key
    assert Enterprise.objects.filter(contact_phone__isnull=False).count() == 10
