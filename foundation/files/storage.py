"""The private store on disk: random names, whole files or none."""

import errno
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from .errors import StorageFull

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_SECOND_NAME = {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS}


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: where, how much, and its fingerprint."""

    key: str
    size_bytes: int
    sha256: str


def path_of(key: str) -> Path:
    """Where the content of a key lies."""
    return Path(settings.PRIVATE_FILES_ROOT) / key[:2] / key


def write(upload: "UploadedFile[bytes]") -> Written:
    """Write an upload under a new random name; a failure leaves nothing behind."""
    key = secrets.token_hex(20)
    path = path_of(key)
    fingerprint = hashlib.sha256()
    size_bytes = 0
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("xb") as target:
            for chunk in upload.chunks():
                fingerprint.update(chunk)
                size_bytes += target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        _tell_if_full(error)
        raise
    return Written(key=key, size_bytes=size_bytes, sha256=fingerprint.hexdigest())


def share(key: str) -> str:
    """Give the content of a key a second name; each may be removed without the other.

    The bytes lie on the disk once where the file system allows it.

    Raises:
        FileNotFoundError: the content is gone.
    """
    other = secrets.token_hex(20)
    path = path_of(other)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _second_name(path_of(key), path)
        os.utime(path)  # as young as its row, which is not written yet: no stray content
    except OSError as error:
        path.unlink(missing_ok=True)
        _tell_if_full(error)
        raise
    return other


def _second_name(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in NO_SECOND_NAME:
            raise
        shutil.copyfile(source, target)


def _tell_if_full(error: OSError) -> None:
    if error.errno in FULL:
        message = _("存储空间不足，文件没有保存。请稍后再试，或拨打技术支持电话。")
        raise StorageFull(message) from error


def remove(key: str) -> None:
    """Remove the content of a key; gone already is fine."""
    path_of(key).unlink(missing_ok=True)


def keys_older_than(age: timedelta) -> Iterator[str]:
    """Keys of all content that was written at least so long ago."""
    limit = time.time() - age.total_seconds()
    for path in Path(settings.PRIVATE_FILES_ROOT).glob("??/*"):
        if path.is_file() and path.stat().st_mtime < limit:
            yield path.name
