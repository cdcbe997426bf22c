"""After a new key came in front of `FIELD_ENCRYPTION_KEYS`: encrypt everything with it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.core import sealing
from foundation.core.encrypted_field import key_ids

CLEAR = "no key"
SHOWN = 20


class Command(BaseCommand):
    help = (
        "Encrypts everything that is sealed with the newest key, in batches. May be stopped and "
        "started again at any time; the portal may run meanwhile."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Only count; exit with 1 if anything is older."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        columns = sealing.vaults()
        if not options["dry_run"]:
            for field in columns:
                self._renew(field)
        left = _left(columns)
        for key_id, count in left.items():
            self.stdout.write(f"{key_id}: {count} values")
        ring = key_ids()
        for key_id in ring[1:-1]:
            if key_id not in {*left, ring[0], ring[-1]}:
                self.stdout.write(f"{key_id}: no value left, the key may go")
        if set(left) - {ring[0]}:
            raise CommandError("Not everything is encrypted with the newest key.", returncode=1)

    def _renew(self, field: sealing.Vault) -> None:
        changed, shut = field.renew()
        self.stdout.write(f"{field.context}: {changed} encrypted anew")
        if shut:
            shown = ", ".join(str(pk) for pk in shut[:SHOWN])
            self.stderr.write(f"{field.context}: no key opens {len(shut)}, rows {shown}")


def _left(columns: list[sealing.Vault]) -> dict[str, int]:
    left: dict[str, int] = {}
    for field in columns:
        for key_id, count in field.counts_by_key().items():
            name = key_id or CLEAR
            left[name] = left.get(name, 0) + count
    return left
