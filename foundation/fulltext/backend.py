"""The search backend of Wagtail, chosen by the database that is in use."""

from importlib import import_module
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

BACKENDS = {
    "sqlite": ("foundation.fulltext.sqlite", "SQLiteTermBackend"),
    "postgresql": ("foundation.fulltext.postgres", "PostgresTermBackend"),
}


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802
    """Make the backend; Wagtail looks for this name in the module that the settings give.

    Only the module of the database in use is imported: the index's tables differ by database,
    and with them what the other module would ask for.
    """
    if connection.vendor not in BACKENDS:
        raise ImproperlyConfigured(f"Full-text search knows no database {connection.vendor}.")
    module, name = BACKENDS[connection.vendor]
    return getattr(import_module(module), name)(params)
