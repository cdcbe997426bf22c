"""Lets a session of the running portal grow old, and its identity platform fall silent."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page

from .portal import Portal

IDLE_SECONDS = 30 * 60


def age_session(portal: Portal, page: Page, seconds: int = IDLE_SECONDS + 1) -> None:
    """Let the session of this browser be unused for so long, as the server sees it."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    key, store = cookies["portal_session"], SessionStore()
    with sqlite3.connect(portal.database, timeout=20) as database:
        query = "select session_data from django_session where session_key = ?"
        data = store.decode(database.execute(query, [key]).fetchone()[0])
        data["seen_at"] = data["signed_in_at"] = data["seen_at"] - seconds
        change = "update django_session set session_data = ? where session_key = ?"
        database.execute(change, [store.encode(data), key])


@contextmanager
def silent_platform(portal: Portal) -> Iterator[None]:
    """The identity platform takes connections and answers nothing."""
    family = _family(_server_of(portal.platform_port))
    for process in family:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in family:
            os.kill(process, signal.SIGCONT)


def _processes() -> Iterator[tuple[int, int, list[str]]]:
    """Number, parent and command of every process that can be read."""
    for folder in Path("/proc").iterdir():
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_text().split("\0")
            yield int(folder.name), parent, command
        except (OSError, ValueError):
            continue


def _server_of(port: int) -> int:
    return next(
        number
        for number, _parent, command in _processes()
        if "identity_sandbox.wsgi:application" in command and str(port) in command
    )


def _family(root: int) -> list[int]:
    """A process and all that it started."""
    known, found = list(_processes()), [root]
    for member in found:
        found += [number for number, parent, _command in known if parent == member]
    return found
