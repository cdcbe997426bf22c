"""Compare the index with what it should hold, and mend it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from foundation.fulltext.reconciling import reconcile


class Command(BaseCommand):
    help = "Finds missing, outdated and orphaned rows of the search index and repairs them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Only count; exit with 1 if anything is wrong."
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        dry_run = bool(options["dry_run"])
        faults = reconcile(repair=not dry_run)
        for model, count in faults.by_model.items():
            self.stdout.write(f"{model}: {count.missing} missing, {count.outdated} outdated")
        self.stdout.write(
            f"checked {faults.checked}, missing {faults.missing}, outdated {faults.outdated}, "
            f"orphaned {faults.orphaned}" + ("" if dry_run else ": repaired")
        )
        if dry_run and faults.total:
            raise SystemExit(1)
