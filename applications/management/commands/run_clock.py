"""Move what waited too long; the schedule runs it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from applications import services
from foundation.core import clock


class Command(BaseCommand):
    help = "Deem accepted what nobody answered in five working days; lapse what was not mended."

    def handle(self, *_args: Any, **options: Any) -> None:
        moved = services.run_clock(at=clock.now())
        if options["verbosity"]:
            self.stdout.write(f"Moved by the clock: {moved}")
