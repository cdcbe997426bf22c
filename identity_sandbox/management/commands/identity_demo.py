"""Register the portal's clients and create the demonstration accounts and certificates; safe to run again."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from foundation.core.clock import now
from identity_sandbox import services

DEMONSTRATION_PASSWORD = "Portal-demo-2026"  # noqa: S105


class Command(BaseCommand):
    help = "Registers the portal's clients and creates the demonstration accounts and certificates."

    def handle(self, *_args: Any, **options: Any) -> None:
        services.register_clients(
            secrets=settings.IDENTITY_CLIENT_SECRETS, portal_urls=settings.IDENTITY_PORTAL_URLS
        )
        created = services.load_demonstration(
            content=settings.IDENTITY_DEMO_CONTENT, password=DEMONSTRATION_PASSWORD
        )
        issued = services.issue_demonstration_certificates(at=now())
        if options["verbosity"]:
            self.stdout.write(f"{len(created)} demonstration accounts created")
            for path in issued:
                self.stdout.write(f"certificate: {path}")
