"""Django's `flush`, where emptying is meant: for demonstration and tests, never in production."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as DjangoFlush
from django.db import connections

from foundation.audit import triggers


class Command(DjangoFlush):
    """Lets the audit triggers step aside while the database is emptied."""

    def handle(self, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            message = "flush is refused: this database holds audit records."
            raise CommandError(message)
        connection = connections[options["database"]]
        triggers.remove(connection)
        try:
            super().handle(**options)
        finally:
            triggers.install(connection)
