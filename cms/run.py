"""`python -m cms.run`: start everything that a working portal needs, and stop all of it together.

It imports no Django: what takes long is done by the processes it starts, side by side, and
only when migrations or the address have changed since the last start.
"""

import argparse
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATABASE = ROOT / "var" / "portal.sqlite3"
STAMP = ROOT / "var" / "prepared"
STOP_SECONDS = 8
START_SECONDS = 120
Children = list[subprocess.Popen[bytes]]

READY = """Portal ready at {portal}

  演示账号（密码都是 Portal-demo-2026）
    法人登录    tongkang（管理员）  tongkang-agent（填报人）  anheng  suyan  xinban  noid
    自然人登录  zhang.yaoshi  li.xueyuan
    工作人员    editor publisher clerk reviewer approver helpdesk trainer auditor admin
                在 {portal}admin/ 登录
"""


def main() -> None:
    """Prepare where needed, start, watch, and stop together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    _require_free(port, port + 1)
    environment = _environment(port)
    for number in (signal.SIGTERM, signal.SIGINT):  # a shell's background jobs ignore SIGINT
        signal.signal(number, _interrupt)
    children: Children = []
    try:
        children.append(_sandbox(port + 1, environment))
        _prepare(environment)
        children.append(_spawn(_server("cms.wsgi:application", port), environment))
        _wait_until_answering(f"http://127.0.0.1:{port}/healthz/live", children)
        _wait_until_answering(
            f"http://127.0.0.1:{port + 1}/.well-known/openid-configuration", children
        )
        print(READY.format(portal=f"http://127.0.0.1:{port}/"), flush=True)  # noqa: T201
        children += _background(environment)
        _watch(children)
    except KeyboardInterrupt:
        print("\nStopping.")  # noqa: T201
    finally:
        _stop(children)


def _require_free(*ports: int) -> None:
    """Say it where something answers already, instead of starting a second portal beside it."""
    for port in ports:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                sys.exit(
                    f"Port {port} is taken. Stop what runs there, or choose another: PORT=9000 make run"
                )


def _environment(port: int) -> dict[str, str]:
    portal, issuer = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}"
    return {
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        **os.environ,
        "PORTAL_URL": portal,
        "OIDC_ISSUER": issuer,
        "IDENTITY_ISSUER": issuer,
        "IDENTITY_PORTAL_URLS": f"{portal},http://localhost:{port}",
        "PYTHONUNBUFFERED": "1",
    }


def _prepare(environment: dict[str, str]) -> None:
    """Migrate and load the demonstration once; again only when something changed."""
    (ROOT / "var").mkdir(exist_ok=True)
    state = _state(environment)
    embedded = "DATABASE_URL" not in environment
    if embedded and DATABASE.exists() and STAMP.exists() and STAMP.read_text() == state:
        return
    print("Preparing the database …", flush=True)  # noqa: T201
    for command in (["migrate", "--verbosity", "0"], ["demo", "--once"]):
        manage = [sys.executable, str(ROOT / "manage.py"), *command]
        if subprocess.run(manage, cwd=ROOT, env=environment, check=False).returncode:  # noqa: S603
            sys.exit(f"{' '.join(command)} failed; see above.")
    if embedded:
        STAMP.write_text(state)


def _state(environment: dict[str, str]) -> str:
    """Changes with the migrations and with the address of the identity platform."""
    digest = hashlib.sha256(environment["OIDC_ISSUER"].encode())
    for folder in sorted(ROOT.glob("*/migrations")) + sorted(ROOT.glob("*/*/migrations")):
        for path in sorted(folder.glob("*.py")):
            digest.update(path.read_bytes())
    digest.update((ROOT / "requirements.txt").read_bytes())
    return digest.hexdigest()


def _server(application: str, port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", application, "--interface", "wsgi",
        "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--blocking-threads", "8", "--log-level", "error",
        "--workers-kill-timeout", str(STOP_SECONDS // 2),
    ]  # fmt: skip


def _sandbox(port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "identity_sandbox", "run_sandbox", "--port", str(port)]
    return _spawn(command, environment)


def _background(environment: dict[str, str]) -> Children:
    """What nobody waits for begins when the pages answer."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    commands = [
        [*manage, "db_worker", "--no-reload", "--interval", "1", "--verbosity", "0"],
        [*manage, "run_schedule"],
    ]
    return [_spawn(command, environment) for command in commands]


def _spawn(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603


def _wait_until_answering(url: str, children: Children) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        _fail_if_ended(children)
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    sys.exit(f"{url} did not answer within {START_SECONDS} s.")


def _fail_if_ended(children: Children) -> None:
    for child in children:
        if child.poll() is not None:
            words = child.args if isinstance(child.args, list) else [child.args]
            sys.exit(f"{' '.join(map(str, words))} ended with {child.returncode}.")


def _watch(children: Children) -> None:
    while True:
        _fail_if_ended(children)
        time.sleep(0.5)


def _stop(children: Children) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # asked twice, stopped once
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children:
        child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
