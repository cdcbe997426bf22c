"""Put the append-only triggers back, after a restore or a change of the table."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from foundation.audit import triggers


class Command(BaseCommand):
    help = "Install the database triggers that refuse to change audit records."

    def handle(self, *_args: Any, **_options: Any) -> None:
        triggers.install(connection)
        self.stdout.write("Audit records are protected.")
