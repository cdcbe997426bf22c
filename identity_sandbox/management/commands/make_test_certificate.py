"""Issue a certificate of the development authority, also one that must be refused."""

import re
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from foundation.core.clock import now
from identity_sandbox.certificates import authority


class Command(BaseCommand):
    help = "Writes <credit code>.pem and <credit code>.key.pem, private key included."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--credit-code", required=True, help="unified social credit code")
        parser.add_argument("--name", required=True, help="name of the enterprise")
        parser.add_argument("--holder", required=True, help="name of the holder, the agent")
        parser.add_argument("--out", type=Path, help="directory; default: <var>/certificates")
        parser.add_argument("--rsa", action="store_true", help="RSA 2048 instead of ECDSA P-256")
        kind = parser.add_mutually_exclusive_group()
        kind.add_argument("--days", type=int, default=365, help="days it is good for")
        kind.add_argument("--expired", action="store_true", help="its days are over")
        kind.add_argument("--foreign", action="store_true", help="of an issuer nobody trusts")

    def handle(self, *_args: Any, **options: Any) -> None:
        moment = now()
        validity = authority.Validity.starting(moment, days=options["days"])
        stem = re.sub(r"[^0-9A-Za-z-]", "_", options["credit_code"])
        if options["expired"]:
            validity = authority.Validity(moment - timedelta(days=30), moment - timedelta(days=1))
            stem += "-expired"
        if options["foreign"]:
            issuer = authority.new_authority("Foreign Development CA", at=moment)
            stem += "-foreign"
        else:
            issuer = authority.kept_authority(settings.IDENTITY_AUTHORITY_DIRECTORY, at=moment)
        holder = authority.Holder(options["name"], options["credit_code"], options["holder"])
        issued = authority.issue(issuer, holder, validity=validity, is_rsa=options["rsa"])
        directory = options["out"] or settings.IDENTITY_DIRECTORY / "certificates"
        for path in authority.write_issued(issued, directory=directory, stem=stem):
            self.stdout.write(str(path))
