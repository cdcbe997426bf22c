"""Why a file is not taken, or not given away."""

from foundation.core.errors import Conflict, DomainError


class FileRefused(DomainError):
    """The content, the size or the name does not fit; the sentence says what to do."""

    code = "file_refused"

    def __init__(self, message: str, *, field: str | None = "file") -> None:
        super().__init__(message, field=field)


class StorageFull(DomainError):
    """No room on the disk; nothing was stored."""

    code = "storage_full"
    status = 507


class FileFixed(Conflict):
    """The file belongs to something submitted and stays as it is."""

    code = "file_fixed"
