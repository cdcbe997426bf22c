"""Delete for good what has lain in the trash of a document store for 30 days."""

from typing import Any

from django.core.management.base import BaseCommand

from enterprises.services import sweep_trash
from foundation.core import clock


class Command(BaseCommand):
    help = "Delete documents that have been in the trash for 30 days; run it daily."

    def handle(self, *_args: Any, **options: Any) -> None:
        removed = sweep_trash(at=clock.now())
        if options["verbosity"]:
            self.stdout.write(f"Removed: {removed}")
