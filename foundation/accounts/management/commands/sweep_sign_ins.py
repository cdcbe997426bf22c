"""Forget sign-ins nobody came back to, password tries that no longer count, ended sessions."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from foundation.accounts.services import (
    sweep_attempts,
    sweep_entries,
    sweep_sessions,
    sweep_tries,
)
from foundation.core.clock import now


class Command(BaseCommand):
    help = "Forgets sign-ins and password tries that no longer matter, and ended sessions."

    def handle(self, *_args: Any, **options: Any) -> None:
        at = now()
        attempts, tries = sweep_attempts(at=at), sweep_tries(at=at)
        sweep_entries(at=at)
        sweep_sessions(at=at)
        call_command("clearsessions")
        if options["verbosity"]:
            self.stdout.write(f"{attempts} sign-ins and {tries} password tries forgotten")
