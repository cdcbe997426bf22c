"""Enter a certificate in the platform's revocation list."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.core.clock import now
from identity_sandbox.certificates.reading import read_certificate
from identity_sandbox.errors import CertificateRefused
from identity_sandbox.services import revoke


class Command(BaseCommand):
    help = "Revokes a certificate: it neither registers nor signs in any more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("certificate", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            certificate = read_certificate(options["certificate"].read_bytes())
        except CertificateRefused as error:
            raise CommandError(error.message) from error
        revoke(certificate, at=now())
