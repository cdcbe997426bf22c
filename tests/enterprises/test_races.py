"""The quota, to the byte, when twenty upload at once."""

import threading

import pytest
from django.db import connections

from enterprises.enums import DOCUMENTS_BYTES_AT_MOST
from enterprises.errors import StoreFull
from enterprises.models import Enterprise, StoredDocument
from enterprises.services import discard_document, erase_document
from foundation.core.errors import Missing
from foundation.files.models import StoredFile
from tests.factories.applications import make_enterprise, member_of
from tests.factories.files import PDF
from tests.factories.papers import AT, make_document

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.races]
AT_ONCE = 20


def at_once(act):
    """What became of twenty calls that began together."""
    start, outcomes = threading.Barrier(AT_ONCE), []

    def run():
        try:
            start.wait()
            act()
            outcomes.append("done")
        except (StoreFull, Missing):
            outcomes.append("refused")
        except Exception as error:  # noqa: BLE001
            outcomes.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def used(acting):
    return Enterprise.objects.get(pk=acting.enterprise_id).documents_bytes


def test_uploads__twenty_at_once_with_room_for_seven__seven_and_not_a_byte_more():
    owner = member_of(make_enterprise())
    before = DOCUMENTS_BYTES_AT_MOST - 7 * len(PDF)
    Enterprise.objects.filter(pk=owner.enterprise_id).update(documents_bytes=before)
    outcomes = at_once(lambda: make_document(owner))
    assert sorted(outcomes) == ["done"] * 7 + ["refused"] * 13
    assert used(owner) == DOCUMENTS_BYTES_AT_MOST
    assert StoredDocument.objects.count() == 7
    kept = StoredFile.objects.alive()
    assert kept.count() == 7
    assert kept.total_bytes() == 7 * len(PDF)


def test_erase__twenty_at_once__counted_once():
    owner = member_of(make_enterprise())
    make_document(owner, content=b"kept")
    document = make_document(owner)
    discard_document(acting=owner, document_uuid=document.uuid, at=AT)
    outcomes = at_once(lambda: erase_document(acting=owner, document_uuid=document.uuid, at=AT))
    assert sorted(outcomes) == ["done"] + ["refused"] * 19
    assert used(owner) == len(b"kept")
