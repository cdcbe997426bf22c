"""Prepare the sandbox and serve it, as one step of starting the portal."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Migrates where needed, creates clients and demonstration accounts, serves."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8001)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
        call_command("identity_demo", verbosity=0)
        connection.close()
        command = [
            sys.executable, "-m", "granian", "identity_sandbox.wsgi:application",
            "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(options["port"]),
            "--workers", "1", "--blocking-threads", "4", "--log-level", "error",
            "--workers-kill-timeout", "4",
        ]  # fmt: skip
        os.execv(sys.executable, command)  # noqa: S606 (no shell, our own arguments)
