"""Remove uploads that nobody used and content that no row names."""

from typing import Any

from django.core.management.base import BaseCommand

from foundation.core import clock
from foundation.files import services


class Command(BaseCommand):
    help = "Remove unused uploads older than 48 hours and stray content; run it hourly."

    def handle(self, *_args: Any, **options: Any) -> None:
        removed = services.sweep(at=clock.now())
        if options["verbosity"]:
            self.stdout.write(f"Removed: {removed}")
