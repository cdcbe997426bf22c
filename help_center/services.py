"""Counting downloads and fingerprinting files."""

import hashlib

from django.db.models import F

from .models import ManualPage

CHUNK_BYTES = 64 * 1024


def count_download(*, manual: ManualPage) -> None:
    """One more; two at once count two."""
    ManualPage.objects.filter(pk=manual.pk).update(download_count=F("download_count") + 1)


def take_fingerprint(*, manual: ManualPage) -> None:
    """Note the SHA-256 of the file, so that a reader can check what was downloaded."""
    digest = hashlib.sha256()
    with manual.document.open_file() as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    ManualPage.objects.filter(pk=manual.pk).update(sha256=digest.hexdigest())
