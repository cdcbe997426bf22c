"""Kinds of messages; the app that sends one says what it is, in `AppConfig.ready()`."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message, in words for the recipient."""

    key: str
    label: str | Promise
    description: str | Promise


_kinds: dict[str, Kind] = {}


def register_kind(key: str, label: str | Promise, description: str | Promise) -> None:
    """Make a kind of message known."""
    _kinds[key] = Kind(key=key, label=label, description=description)


def all_kinds() -> list[Kind]:
    """Every known kind, in the order of registration."""
    return list(_kinds.values())


def label_of(key: str) -> str:
    """The words for a kind; an unknown one is just a message."""
    kind = _kinds.get(key)
    return str(kind.label) if kind else ""
