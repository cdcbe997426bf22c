"""How a process knows that the calendar was edited: a token, asked for once a second.

An upper app whose stored days depend on the calendar registers a listener in `AppConfig.ready()`;
it is called after the edit is committed, and should only ask its worker for the work.
"""

from collections.abc import Callable

from django.core.cache import cache
from django.db import transaction

Listener = Callable[[], None]

KEY = "directory:calendar-epoch"
SECONDS = 1

_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    """Let an upper app know when the calendar was edited."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_listeners() -> None:
    """Tell them, once the edit is committed; what one fails at is logged, the edit stands."""
    for listener in _listeners:
        transaction.on_commit(listener, robust=True)


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
