import threading

import pytest
from django.db import connections

from foundation.core.errors import DomainError
from foundation.files import services
from foundation.files.enums import FileState
from tests.factories.files import legal, make_file


@pytest.mark.django_db(transaction=True)
@pytest.mark.races
def test_remove_and_freeze__at_once__frozen_with_content_or_deleted():
    acting = legal()
    for round_number in range(10):
        target = f"application:{round_number}"
        stored = make_file(acting, attached_to=target)
        start, failures = threading.Barrier(2), []

        def run(act, start=start, failures=failures):
            try:
                start.wait()
                act()
            except DomainError:
                pass
            except Exception as error:  # noqa: BLE001
                failures.append(error)
            finally:
                connections.close_all()

        acts = (
            lambda stored=stored: services.remove(acting=acting, file_uuid=stored.uuid),
            lambda target=target: services.freeze(target=target),
        )
        threads = [threading.Thread(target=run, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        stored.refresh_from_db()
        assert not failures
        assert stored.path.exists() == (stored.state == FileState.FROZEN)
        assert stored.state in {FileState.FROZEN, FileState.DELETED}
