import threading

import pytest
from django.core import mail
from django.db import connections

from foundation.core import clock
from foundation.notifications import services
from foundation.notifications.models import Outbox
from tests.factories.files import make_user


@pytest.mark.django_db(transaction=True)
@pytest.mark.races
def test_deliver__eight_workers_at_once__every_mail_once():
    people = [make_user(f"p{n}", email=f"p{n}@example.invalid") for n in range(5)]
    now = clock.now()
    services.notify(kind="x", users=people, title="t", body="", url="", dedup_key="k", at=now)
    Outbox.objects.update(state="waiting", attempts=0, next_try_at=now)
    mail.outbox.clear()
    start, failures = threading.Barrier(8), []

    def work():
        try:
            start.wait()
            services.deliver_all(at=now)
        except Exception as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert sorted(message.to[0] for message in mail.outbox) == [user.email for user in people]
    assert set(Outbox.objects.values_list("attempts", flat=True)) == {1}
