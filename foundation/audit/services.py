"""Appending to the record, and proving that nobody touched it."""

from datetime import datetime
from typing import Any, NotRequired, TypedDict, Unpack

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from foundation.core import clock

from . import trail as trails
from .chain import GENESIS, clean_detail, clean_text
from .errors import BrokenChain
from .models import AuditRecord, ChainHead

HEAD = 1


class Entry(TypedDict):
    """The facts of one record.

    `acting_for` says for whom in words; `target` is `<model>:<uuid>` of the thing;
    `address` and `at` default to the running request's address and to now.
    """

    actor: AbstractBaseUser | None
    acting_for: str
    action: str
    target: str
    allowed: NotRequired[bool]
    detail: NotRequired[dict[str, Any] | None]
    address: NotRequired[str]
    at: NotRequired[datetime | None]


@transaction.atomic
def record(**entry: Unpack[Entry]) -> AuditRecord:
    """Append one record to the chain, in the caller's transaction.

    The head row stays locked until that transaction ends: call this last.
    """
    head = _locked_head()
    row = AuditRecord(**_facts(entry), number=head.number + 1, previous_hash=head.hash)
    row.hash = row.compute_hash()
    row.save(force_insert=True)
    ChainHead.objects.filter(pk=HEAD).update(number=row.number, hash=row.hash)
    return row


def record_refusal(**entry: Unpack[Entry]) -> None:
    """Record what was not allowed, so that the caller may then raise and roll back.

    In a request the row is written when the request's transactions are over; elsewhere at
    once, which inside a transaction that rolls back needs `trail.following` around it.
    """
    entry["allowed"] = False
    entry["at"] = entry.get("at") or clock.now()
    trail = trails.current()
    if trail is None:
        record(**entry)
    else:
        trail.refusals.append({**entry})


def write_refusals(trail: trails.Trail) -> None:
    """Append what a finished request or job was refused."""
    for entry in trail.refusals:
        record(**{"address": trail.address, **entry})
    trail.refusals.clear()


def verify(*, start: int = 1) -> int:
    """Walk the chain from `start` and return how many records were checked.

    Raises:
        BrokenChain: names the first record that does not fit.
    """
    before = AuditRecord.objects.filter(number=start - 1).first()
    if start > 1 and before is None:
        raise BrokenChain(start - 1, "the record before the start is missing")
    last_number, last_hash = (before.number, before.hash) if before else (0, GENESIS)
    rows = AuditRecord.objects.filter(number__gte=start).order_by("number")
    checked = 0
    for row in rows.iterator(chunk_size=2000):
        _check_link(row, number=last_number + 1, previous_hash=last_hash)
        last_number, last_hash = row.number, row.hash
        checked += 1
    _check_end(last_number, last_hash)
    return checked


def _locked_head() -> ChainHead:
    head = ChainHead.objects.select_for_update().filter(pk=HEAD).first()
    if head is not None:
        return head
    last = AuditRecord.objects.order_by("-number").first()
    number, last_hash = (last.number, last.hash) if last else (0, GENESIS)
    head = ChainHead(pk=HEAD, number=number, hash=last_hash)
    ChainHead.objects.bulk_create([head], ignore_conflicts=True)
    return ChainHead.objects.select_for_update().get(pk=HEAD)


def _facts(entry: Entry) -> dict[str, Any]:
    actor = entry["actor"] if entry["actor"] is not None and entry["actor"].pk else None
    trail = trails.current()
    address = entry.get("address") or (trail.address if trail else "")
    return {
        "at": entry.get("at") or clock.now(),
        "actor_id": str(actor.pk) if actor else "",
        "actor_name": clean_text(str(actor), limit=80) if actor else "",
        "acting_for": clean_text(entry["acting_for"], limit=120),
        "action": clean_text(entry["action"], limit=60),
        "target": clean_text(entry["target"], limit=200),
        "allowed": entry.get("allowed", True),
        "address": clean_text(address, limit=60),
        "detail": clean_detail(entry.get("detail") or {}),
    }


def _check_link(row: AuditRecord, *, number: int, previous_hash: str) -> None:
    if row.number != number:
        raise BrokenChain(number, "the record is missing")
    if row.previous_hash != previous_hash:
        raise BrokenChain(row.number, "it does not follow the record before it")
    if row.hash != row.compute_hash():
        raise BrokenChain(row.number, "its content was changed")


def _check_end(last_number: int, last_hash: str) -> None:
    head = ChainHead.objects.filter(pk=HEAD).first()
    number, expected = (head.number, head.hash) if head else (0, GENESIS)
    if number > last_number:
        raise BrokenChain(last_number + 1, "records at the end are missing")
    if (number, expected) != (last_number, last_hash):
        raise BrokenChain(last_number, "the end of the chain was changed")
