"""The index against the objects it should hold.

A failed background job leaves a gap that nobody sees; this finds it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from modelsearch.backends import get_search_backend
from modelsearch.index import get_indexed_models

CHUNK_OBJECTS = 200
COLUMNS = ("title", "body", "autocomplete")


@dataclass(slots=True)
class Count:
    """Faults of one model."""

    missing: int = 0
    outdated: int = 0


@dataclass(slots=True)
class Faults:
    """Faults of the whole index."""

    checked: int = 0
    orphaned: int = 0
    by_model: dict[str, Count] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        """Objects without a row."""
        return sum(count.missing for count in self.by_model.values())

    @property
    def outdated(self) -> int:
        """Rows that say something else than their object."""
        return sum(count.outdated for count in self.by_model.values())

    @property
    def total(self) -> int:
        """All faults."""
        return self.missing + self.outdated + self.orphaned


def reconcile(*, repair: bool = True) -> Faults:
    """Check every searchable object, and unless told otherwise mend what is wrong."""
    backend = get_search_backend()
    faults = Faults()
    for model in get_indexed_models():
        index = backend.get_index_for_model(model)
        kept: set[str] = set()
        for chunk in _chunks(model):
            kept.update(str(thing.pk) for thing in chunk)
            _check_chunk(index, model, chunk, faults, repair=repair)
        faults.orphaned += _drop_orphans(index, model, kept, repair=repair)
    return faults


def _chunks(model: Any) -> Iterator[list[Any]]:
    things = model.get_indexed_objects().order_by("pk").iterator(chunk_size=CHUNK_OBJECTS)
    while chunk := list(islice(things, CHUNK_OBJECTS)):
        yield chunk


@transaction.atomic
def _check_chunk(index: Any, model: Any, chunk: list[Any], faults: Faults, *, repair: bool) -> None:
    wanted = index.rows(chunk)
    entries = index.entries.filter(content_type=index.content_type(model), object_id__in=wanted)
    stored = {row[0]: row[1:] for row in entries.values_list("object_id", *COLUMNS)}
    count = Count()
    wrong: set[str] = set()
    for key, columns in wanted.items():
        if key not in stored:
            count.missing += 1
        elif _differs(stored[key], columns):
            count.outdated += 1
        else:
            continue
        wrong.add(key)
    faults.checked += len(chunk)
    if wrong:
        total = faults.by_model.setdefault(model._meta.label, Count())  # noqa: SLF001
        total.missing += count.missing
        total.outdated += count.outdated
    if wrong and repair:
        index.add_items(model, [thing for thing in chunk if str(thing.pk) in wrong])


def _differs(stored: tuple[str, ...], columns: dict[str, str]) -> bool:
    """Whether a row says something else; engines may keep its terms in another order."""
    return any(
        sorted((text or "").split()) != sorted(columns[name].split())
        for name, text in zip(COLUMNS, stored, strict=True)
    )


def _drop_orphans(index: Any, model: Any, kept: set[str], *, repair: bool) -> int:
    entries = index.entries.filter(content_type=index.content_type(model))
    orphans = [pk for pk, key in entries.values_list("pk", "object_id") if key not in kept]
    if repair:
        for at in range(0, len(orphans), CHUNK_OBJECTS):
            index.entries.filter(pk__in=orphans[at : at + CHUNK_OBJECTS]).delete()
    return len(orphans)
