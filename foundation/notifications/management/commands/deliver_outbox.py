"""Deliver what the worker missed; once, or every so many seconds."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from foundation.core import clock
from foundation.notifications import services


class Command(BaseCommand):
    help = "Deliver what is due in the outbox."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, default=0, help="Seconds between sweeps.")

    def handle(self, *_args: Any, **options: Any) -> None:
        self._sweep()
        while options["every"]:
            time.sleep(options["every"])
            self._sweep()

    def _sweep(self) -> None:
        self.stdout.write(f"Delivered: {services.deliver_all(at=clock.now())}")
