"""A whole portal for the browser: started by its own run command, on data of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "Portal-demo-2026"
START_SECONDS = 240
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Portal(NamedTuple):
    """A running portal: its address, its database, the port of its identity platform."""

    address: str
    database: Path
    platform_port: int


@contextmanager
def running_portal() -> Iterator[Portal]:
    """Start `cms.run` with the demonstration; stop it at the end."""
    port = _free_pair()
    folder = Path(tempfile.mkdtemp(prefix="portal-browser-"))
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
        "PRIVATE_FILES_ROOT": str(folder / "private"),
        "MEDIA_ROOT": str(folder / "media"),
        "IDENTITY_DIRECTORY": str(folder),
        "OIDC_ISSUER": f"http://127.0.0.1:{port + 1}",
        "PORTAL_URL": f"http://127.0.0.1:{port}",
    }
    log = (folder / "portal.log").open("w+")
    process = subprocess.Popen(
        [sys.executable, "-m", "cms.run", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        _wait(process, folder / "portal.log")
        yield Portal(f"http://127.0.0.1:{port}", folder / "portal.sqlite3", port + 1)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(process: subprocess.Popen[bytes], log: Path) -> None:
    for _second in range(START_SECONDS * 2):
        if "Portal ready" in log.read_text():
            return
        try:
            process.wait(0.5)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError(f"the portal did not start:\n{log.read_text()[-4000:]}")


def _free_pair() -> int:
    """A port that is free together with the next one."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
