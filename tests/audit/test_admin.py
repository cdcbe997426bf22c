import pytest
from django.contrib.auth.models import Group, Permission

from foundation.accounts.models import User
from foundation.audit import services

LISTING = "/admin/audit/"


@pytest.fixture
def auditor(db):
    group = Group.objects.create(name="审计员")
    group.permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(codename="view_auditrecord"),
    )
    user = User.objects.create(username="auditor-x", is_staff=True)
    user.groups.add(group)
    return user


def record(**facts):
    defaults = {
        "actor": None,
        "acting_for": "示例企业",
        "action": "case.submit",
        "target": "case:1",
    }
    return services.record(**{**defaults, **facts})


def test_listing__auditor__sees_and_filters(client, auditor):
    record(action="case.submit", target="case:shown")
    record(action="case.decide", target="case:hidden", allowed=False)
    client.force_login(auditor)
    page = client.get(LISTING, {"action": "case.sub", "allowed": "true"}).content.decode()
    assert "case:shown" in page
    assert "case:hidden" not in page


def test_inspect__auditor__shows_the_hash(client, auditor):
    row = record()
    client.force_login(auditor)
    assert row.hash in client.get(f"/admin/audit/inspect/{row.pk}/").content.decode()


@pytest.mark.parametrize("verb", ["new", "edit/{pk}", "delete/{pk}"])
def test_change__even_superuser__refused(client, auditor, verb):
    row = record()
    auditor.is_superuser = True
    auditor.save()
    client.force_login(auditor)
    response = client.post(f"/admin/audit/{verb.format(pk=row.pk)}/", {"action": "x"})
    assert response.status_code in {302, 403}
    row.refresh_from_db()
    assert row.action == "case.submit"


def test_listing__editor_without_the_right__turned_away(client, auditor):
    auditor.groups.get().permissions.remove(Permission.objects.get(codename="view_auditrecord"))
    client.force_login(auditor)
    assert client.get(LISTING).status_code == 302
