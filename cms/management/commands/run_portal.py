"""Start everything that a working portal needs, and stop all of it together."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

STOP_SECONDS = 8
START_SECONDS = 60
ROOT = Path(settings.STATICFILES_DIRS[0]).parent

ACCOUNTS = """
  {portal}
  演示账号（密码都是 Portal-demo-2026）
    法人登录    tongkang（管理员）  tongkang-agent（经办人）  anheng  suyan  xinban  noid
    自然人登录  zhang.yaoshi  li.xueyuan
    工作人员    editor publisher clerk reviewer approver helpdesk trainer auditor admin
                在 {portal}admin/ 登录
"""


class Command(BaseCommand):
    help = "Migrates, loads the demonstration once, starts web, worker, schedule and sandbox."

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *_args: Any, **options: Any) -> None:
        port = options["port"]
        environment = _environment(port)
        self._prepare()
        children = self._start(port, environment)
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            _wait_until_answering(f"http://127.0.0.1:{port}/healthz/live", children)
            _wait_until_answering(
                f"http://127.0.0.1:{port + 1}/.well-known/openid-configuration", children
            )
            self.stdout.write(f"Portal ready at http://127.0.0.1:{port}/")
            self.stdout.write(ACCOUNTS.format(portal=f"http://127.0.0.1:{port}/"))
            self.stdout.flush()
            children += self._start_background(environment)
            _watch(children)
        except KeyboardInterrupt:
            self.stdout.write("\nStopping.")
        finally:
            _stop(children)

    def _prepare(self) -> None:
        (ROOT / "var").mkdir(exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("demo", once=True)

    def _start(self, port: int, environment: dict[str, str]) -> list[subprocess.Popen[bytes]]:
        python = sys.executable
        commands = [
            _server("cms.wsgi:application", port),
            [python, "-m", "identity_sandbox", "run_sandbox", "--port", str(port + 1)],
        ]
        return [_spawn(command, environment) for command in commands]

    def _start_background(self, environment: dict[str, str]) -> list[subprocess.Popen[bytes]]:
        """What nobody waits for begins when the pages answer."""
        python, manage = sys.executable, str(ROOT / "manage.py")
        commands = [
            [python, manage, "db_worker", "--no-reload", "--interval", "1", "--verbosity", "0"],
            [python, manage, "run_schedule"],
        ]
        return [_spawn(command, environment) for command in commands]


def _spawn(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603


def _environment(port: int) -> dict[str, str]:
    portal, issuer = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}"
    defaults = {
        "DJANGO_SETTINGS_MODULE": os.environ.get(
            "DJANGO_SETTINGS_MODULE", "cms.settings.development"
        ),
        "PORTAL_URL": portal,
        "OIDC_ISSUER": issuer,
        "IDENTITY_ISSUER": issuer,
        "IDENTITY_PORTAL_URLS": f"{portal},http://localhost:{port}",
        "PYTHONUNBUFFERED": "1",
    }
    return {**os.environ, **defaults}


def _server(application: str, port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", application, "--interface", "wsgi",
        "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--blocking-threads", "8", "--log-level", "error",
    ]  # fmt: skip


def _wait_until_answering(url: str, children: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        _fail_if_ended(children)
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise CommandError(f"{url} did not answer within {START_SECONDS} s.")


def _fail_if_ended(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is not None:
            raise CommandError(f"{' '.join(map(str, child.args))} ended with {child.returncode}.")  # type: ignore[arg-type]


def _watch(children: list[subprocess.Popen[bytes]]) -> None:
    while True:
        _fail_if_ended(children)
        time.sleep(0.5)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
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
