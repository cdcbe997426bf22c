import threading
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError

from foundation.accounts.models import User
from foundation.audit import services, trail, triggers
from foundation.audit.errors import AppendOnly, BrokenChain
from foundation.audit.models import AuditRecord, ChainHead

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def append(**facts):
    defaults = {
        "actor": None,
        "acting_for": "示例企业",
        "action": "case.submit",
        "target": "case:1",
    }
    return services.record(**{**defaults, **facts})


def tamper(**values):
    number = values.pop("number")
    triggers.remove(connection)
    column, value = next(iter(values.items()))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE audit_auditrecord SET {column} = %s WHERE number = %s",  # noqa: S608
            [value, number],
        )
    triggers.install(connection)


@pytest.mark.django_db
def test_record__three_in_a_row__linked_and_verified():
    rows = [append(target=f"case:{n}", at=AT) for n in range(3)]
    assert [row.number for row in rows] == [1, 2, 3]
    assert rows[1].previous_hash == rows[0].hash
    assert services.verify() == 3


@pytest.mark.django_db
def test_record__actor_deleted__record_stays_and_verifies():
    user = User.objects.create(username="gone", full_name="王示例")
    append(actor=user)
    user.delete()
    row = AuditRecord.objects.get()
    assert row.actor_name == "王示例"
    assert row.actor_id
    assert services.verify() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "detail",
    [
        {"share": 0.1, "amount": Decimal("10.00"), "at": AT},
        {"text": "坏\x00字\ud800", "nan": float("nan"), "big": 10**20},
        {"nested": [{"b": 1, "a": [True, None]}], "1e5": 1e5},
    ],
)
def test_record__detail_of_any_kind__reads_back_with_the_same_hash(detail):
    append(detail=detail, at=AT)
    assert services.verify() == 1


@pytest.mark.django_db
def test_record__text_too_long__cut_to_the_column():
    row = append(target="x" * 500, acting_for="企" * 500)
    assert len(row.target) == 200
    assert len(row.acting_for) == 120


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [{"actor_name": "他人"}, {"allowed": False}, {"hash": "0" * 64}, {"detail": "{}"}]
)
def test_verify__content_changed__names_the_record(change):
    for _n in range(4):
        append(detail={"state": "submitted"})
    tamper(number=2, **change)
    with pytest.raises(BrokenChain) as caught:
        services.verify()
    assert caught.value.number == 2


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 2, 4])
def test_verify__record_removed__names_its_number(number):
    for _n in range(4):
        append()
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditrecord WHERE number = %s", [number])
    with pytest.raises(BrokenChain) as caught:
        services.verify()
    assert caught.value.number == number


@pytest.mark.django_db
def test_verify__from_behind_the_change__holds():
    for _n in range(4):
        append()
    tamper(number=2, action="case.other")
    assert services.verify(start=4) == 1


@pytest.mark.django_db
def test_verify__head_moved_back__noticed():
    append()
    append()
    ChainHead.objects.update(number=1)
    with pytest.raises(BrokenChain):
        services.verify()


@pytest.mark.django_db
def test_model__any_way_to_change__refused():
    row = append()
    row.action = "other"
    for attempt in (
        row.save,
        row.delete,
        AuditRecord.objects.all().delete,
        lambda: AuditRecord.objects.update(action="x"),
        lambda: AuditRecord.objects.bulk_update([row], ["action"]),
        lambda: AuditRecord.objects.bulk_create([AuditRecord()]),
    ):
        with pytest.raises(AppendOnly):
            attempt()
    assert AuditRecord.objects.get().action == "case.submit"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE audit_auditrecord SET action = 'x'", "DELETE FROM audit_auditrecord"]
)
def test_database__changed_by_sql__refused(statement):
    append()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
def test_audit_verify__whole_chain__says_how_many(capsys):
    append()
    call_command("audit_verify")
    assert "1 records" in capsys.readouterr().out


@pytest.mark.django_db
def test_audit_verify__broken__exits_1_and_names_the_link():
    append()
    append()
    tamper(number=2, action="x")
    with pytest.raises(CommandError, match="Broken at record 2") as caught:
        call_command("audit_verify")
    assert caught.value.returncode == 1


@pytest.mark.django_db
def test_audit_verify__triggers_gone__says_so_until_put_back():
    triggers.remove(connection)
    with pytest.raises(CommandError, match="Triggers missing"):
        call_command("audit_verify")
    call_command("audit_protect", stdout=StringIO())
    call_command("audit_verify")


@pytest.mark.django_db
def test_record_refusal__caller_rolls_back__written_afterwards():
    @transaction.atomic
    def decide():
        append(action="case.seen")
        services.record_refusal(
            actor=None, acting_for="", action="case.decide", target="case:9", at=AT
        )
        raise ValueError("refused")

    with trail.following("192.0.2.7") as collected:
        with pytest.raises(ValueError, match="refused"):
            decide()
        assert not AuditRecord.objects.exists()
        services.write_refusals(collected)
    row = AuditRecord.objects.get()
    assert (row.allowed, row.address, row.at) == (False, "192.0.2.7", AT)


@pytest.mark.django_db(transaction=True)
@pytest.mark.races
def test_record__twenty_threads__one_unbroken_chain():
    failures = []

    def work():
        try:
            for _n in range(5):
                append()
        except Exception as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert services.verify() == 100


@pytest.mark.django_db
def test_flush__not_a_demonstration__refused(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="refused"):
        call_command("flush", interactive=False)
