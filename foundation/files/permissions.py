"""Who may read whose file; upper apps say it for their purposes."""

from collections.abc import Callable

from foundation.accounts.acting import Acting

from .models import StoredFile

Reader = Callable[[Acting, StoredFile], bool]

_readers: dict[str, Reader] = {}


def register_reader(purpose: str, reader: Reader) -> None:
    """Let the app that gives files this purpose decide which staff may read them."""
    _readers[purpose] = reader


def may_read_file(acting: Acting, stored_file: StoredFile) -> bool:
    """Owners may read their own; staff only what is in use, where the purpose's reader says so."""
    if not acting.is_staff:
        return True
    reader = _readers.get(stored_file.purpose)
    if reader is None or not stored_file.attached_to:
        return False
    return reader(acting, stored_file)
