"""Loads the demonstration content, once or anew."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from applications.models import Application
from demonstration.loader.content import load_content
from demonstration.loader.desk import load_desk
from demonstration.loader.papers import load_papers
from demonstration.loader.people import load_people, point_identities
from demonstration.loader.ratings import load_ratings
from demonstration.loader.records import load_records
from demonstration.loader.store import load_documents
from demonstration.loader.stories import load_stories

# Jobs of the loading itself: the index is made in one go, a notice's PDF when it is opened.
DONE_AT_ONCE = [
    "applications.services.printing.print_later",
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
]
CONTENT = Path(__file__).resolve().parents[2] / "content"


class Command(BaseCommand):
    help = (
        "Loads the demonstration content. Only where the settings call the place a demonstration."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do nothing if it is there")
        parser.add_argument("--reset", action="store_true", help="empty the database first")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("These settings are not of a demonstration; nothing was touched.")
        if options["reset"]:
            _empty_database()
        if options["once"] and Application.objects.exists():
            point_identities()
            return
        started = time.monotonic()
        for label, load in [
            ("content", load_content),
            ("people", load_people),
            ("papers", load_papers),
            ("documents", load_documents),
            ("desk", load_desk),
            ("matters", load_records),
            ("stories", load_stories),
            ("ratings", load_ratings),
        ]:
            self.stdout.write(f"Loading the demonstration: {label} …")
            self.stdout.flush()
            with transaction.atomic():
                load(CONTENT)
        _index()
        self.stdout.write(f"Demonstration loaded in {time.monotonic() - started:.0f} s.")


def _index() -> None:
    """Index everything now, in one go, instead of row by row in the background."""
    DBTaskResult.objects.filter(task_path__in=DONE_AT_ONCE).delete()
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)


def _empty_database() -> None:
    """Drop every table, whatever guards its rows, and build them again."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        else:
            _drop_sqlite(cursor)
    connection.close()
    call_command("migrate", interactive=False, verbosity=0)


def _drop_sqlite(cursor: Any) -> None:
    cursor.execute("PRAGMA foreign_keys=OFF")
    for kind in ("trigger", "view", "table"):
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = %s AND name NOT LIKE 'sqlite_%%'", [kind]
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP {kind.upper()} IF EXISTS "{name}"')
    cursor.execute("PRAGMA foreign_keys=ON")
