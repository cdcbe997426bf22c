"""Make the development authority, if there is none, and say where its certificate is."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from foundation.core.clock import now
from identity_sandbox.certificates import authority


class Command(BaseCommand):
    help = "Makes the development certificate authority at first need."

    def handle(self, *_args: Any, **_options: Any) -> None:
        directory = settings.IDENTITY_AUTHORITY_DIRECTORY
        authority.kept_authority(directory, at=now())
        self.stdout.write(str(directory / "ca.pem"))
