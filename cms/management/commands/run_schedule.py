"""The clock of the portal: runs what must happen without anybody asking."""

import time
from argparse import ArgumentParser
from typing import Any

import structlog
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

log = structlog.get_logger(__name__)

# (command, seconds between two runs)
SCHEDULE: list[tuple[str, int]] = [
    ("publish_scheduled", 30),
    ("deliver_outbox", 30),
    ("run_clock", 300),
    ("sweep_orphans", 3600),
    ("sweep_document_trash", 24 * 3600),
    ("clearsessions", 24 * 3600),
    ("sweep_sign_ins", 24 * 3600),
    ("prune_db_task_results", 24 * 3600),
]
PAUSE_SECONDS = 5


class Command(BaseCommand):
    help = "Runs the periodic commands for ever; each failure is logged and tried again next time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run each command once and stop")

    def handle(self, *_args: Any, **options: Any) -> None:
        due = {command: 0.0 for command, _seconds in SCHEDULE}
        while True:
            for command, seconds in SCHEDULE:
                if time.monotonic() >= due[command]:
                    _run(command)
                    due[command] = time.monotonic() + seconds
            if options["once"]:
                return
            time.sleep(PAUSE_SECONDS)


def _run(command: str) -> None:
    close_old_connections()
    try:
        call_command(command, verbosity=0)
    except Exception:
        log.exception("schedule_failed", command=command)
