"""Stored texts rewritten in place, batch by batch: encrypting, opening, changing the key.

Nothing is held in memory but one batch, every batch is a transaction of its own, and a row is
changed only if it still says what was read: stopping and beginning again does no harm, and
whoever saves meanwhile wins.
"""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import ExpressionWrapper, F, Model, QuerySet, TextField, Value

from .encrypted_field import (
    EncryptedTextField,
    Undecipherable,
    decrypt,
    encrypt,
    key_id_of,
    key_ids,
)

BATCH_ROWS = 500

Change = Callable[[Any, str], str]


class Vault(Protocol):
    """A place other than an encrypted column where sealed text is kept."""

    context: str

    def renew(self) -> tuple[int, list[Any]]:
        """As `renew` below."""
        ...

    def counts_by_key(self) -> dict[str, int]:
        """As `counts_by_key` below."""
        ...


_vaults: list[Vault] = []


def register_vault(vault: Vault) -> None:
    """Let an upper app name a place of its own, so that changing the key does not forget it."""
    _vaults.append(vault)


def vaults() -> list[Vault]:
    """Every encrypted column, and the other places."""
    return [*map(ColumnVault, encrypted_columns()), *_vaults]


def encrypted_columns() -> list[EncryptedTextField]:
    """Every encrypted column of the installed apps."""
    return [
        field
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields  # noqa: SLF001 (Django's model API)
        if isinstance(field, EncryptedTextField)
    ]


def rewrite(
    model: type[Model], column: str, change: Change, *, using: str = DEFAULT_DB_ALIAS
) -> int:
    """Pass every row's key and stored text through `change`; return how many rows differ now."""
    changed = 0
    for batch in _batches(model, column, using):
        with transaction.atomic(using=using):
            for pk, text in batch:
                new = change(pk, text)
                if new != text:
                    row = _stored(model, column, using).filter(pk=pk, stored=text)
                    changed += row.update(**{column: Value(new, output_field=TextField())})
    return changed


def seal(model: type[Model], column: str, context: str, *, using: str = DEFAULT_DB_ALIAS) -> int:
    """Encrypt what still stands in clear text."""
    return rewrite(model, column, lambda _pk, text: _sealed(text, context), using=using)


def unseal(model: type[Model], column: str, context: str, *, using: str = DEFAULT_DB_ALIAS) -> int:
    """Put clear text back; the way back of `seal`."""
    return rewrite(model, column, lambda _pk, text: _opened(text, context), using=using)


class ColumnVault:
    """An encrypted column as a place where sealed text is kept."""

    def __init__(self, field: EncryptedTextField) -> None:
        self.field = field
        self.context = field.context

    def renew(self) -> tuple[int, list[Any]]:
        """See below."""
        return renew(self.field)

    def counts_by_key(self) -> dict[str, int]:
        """See below."""
        return counts_by_key(self.field)


def renewed(text: str, context: str) -> str:
    """A sealed text under the newest key.

    Raises:
        Undecipherable: no key opens it.
    """
    if key_id_of(text) == key_ids()[0]:
        return text
    return encrypt(decrypt(text, context=context), context=context)


def renew(field: EncryptedTextField) -> tuple[int, list[Any]]:
    """Encrypt with the newest key what an older one encrypted.

    Returns:
        How many rows were changed, and the primary keys of those that no key opens.
    """
    shut: list[Any] = []

    def change(pk: Any, text: str) -> str:
        try:
            return renewed(text, field.context)
        except Undecipherable:
            shut.append(pk)
            return text

    return rewrite(field.model, field.name, change), shut


def counts_by_key(field: EncryptedTextField) -> dict[str, int]:
    """How many values of a column each key has encrypted; clear text counts under no name."""
    counts: dict[str, int] = {}
    for batch in _batches(field.model, field.name, DEFAULT_DB_ALIAS):
        for _pk, text in batch:
            counts[key_id_of(text)] = counts.get(key_id_of(text), 0) + 1
    return counts


def _sealed(text: str, context: str) -> str:
    return text if key_id_of(text) in key_ids() else encrypt(text, context=context)


def _opened(text: str, context: str) -> str:
    return decrypt(text, context=context) if key_id_of(text) in key_ids() else text


def _stored(model: type[Model], column: str, using: str) -> "QuerySet[Any]":
    # The column as the database has it, past the field that would decrypt it.
    text = ExpressionWrapper(F(column), output_field=TextField())
    everything: QuerySet[Any] = QuerySet(model, using=using)
    return everything.annotate(stored=text).filter(stored__gt="")  # type: ignore[no-any-return]


def _batches(model: type[Model], column: str, using: str) -> Iterator[list[tuple[Any, str]]]:
    rows = _stored(model, column, using).order_by("pk").values_list("pk", "stored")
    batch = list(rows[:BATCH_ROWS])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1][0])[:BATCH_ROWS])
