"""Deliver what the worker missed; the schedule runs it every half minute."""

from typing import Any

from django.core.management.base import BaseCommand

from foundation.core import clock
from foundation.notifications import services


class Command(BaseCommand):
    help = "Deliver what is due in the outbox."

    def handle(self, *_args: Any, **options: Any) -> None:
        delivered = services.deliver_all(at=clock.now())
        if options["verbosity"]:
            self.stdout.write(f"Delivered: {delivered}")
