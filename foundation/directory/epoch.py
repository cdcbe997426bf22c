"""How a process knows that the calendar was edited: a token, asked for once a second."""

from collections.abc import Callable

from django.core.cache import cache

KEY = "directory:calendar-epoch"
SECONDS = 1


def current(read: Callable[[], str]) -> str:
    """The token in force; `read` asks the database where it is not known."""
    token = cache.get(KEY)
    if token is None:
        token = read()
        cache.set(KEY, token, timeout=SECONDS)
    return str(token)


def forget() -> None:
    """Ask again at the next use."""
    cache.delete(KEY)
