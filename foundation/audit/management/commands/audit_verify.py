"""Prove the audit chain, or name its first broken link."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from foundation.audit import services, triggers
from foundation.audit.errors import BrokenChain


class Command(BaseCommand):
    help = "Verify the audit chain; exits 1 and names the first broken link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="start", type=int, default=1, help="First number.")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            checked = services.verify(start=options["start"])
        except BrokenChain as error:
            message = f"Broken at record {error.number}: {error.reason}."
            raise CommandError(message, returncode=1) from error
        missing = triggers.expected(connection) - triggers.installed(connection)
        if missing:
            message = f"Triggers missing: {', '.join(sorted(missing))}. Run audit_protect."
            raise CommandError(message, returncode=1)
        self.stdout.write(f"The chain holds: {checked} records.")
