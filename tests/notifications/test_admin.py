import pytest

from foundation.core import clock
from foundation.notifications import services
from foundation.notifications.models import Outbox
from tests.factories.files import make_user

pytestmark = pytest.mark.django_db


def give_up(user):
    services.notify(
        kind="x", users=[user], title="t", body="", url="", dedup_key="k", at=clock.now()
    )
    Outbox.objects.update(state="failed", last_error="SMTPServerDisconnected")


def test_listing__failed_delivery__shown_but_not_editable(client):
    boss = make_user("boss", is_staff=True, is_superuser=True, email="b@example.invalid")
    give_up(boss)
    client.force_login(boss)
    page = client.get("/admin/outbox/", {"state": "failed"}).content.decode()
    assert "SMTPServerDisconnected" in page
    outbox = Outbox.objects.get()
    response = client.post(f"/admin/outbox/edit/{outbox.pk}/", {"state": "sent"})
    assert response.status_code in {302, 403}
    outbox.refresh_from_db()
    assert outbox.state == "failed"
