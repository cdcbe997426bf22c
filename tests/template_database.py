"""A migrated database, built once for one set of migrations and copied for every worker."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.conf import settings
from psycopg import sql

ROOT = Path(settings.STATICFILES_DIRS[0]).parent


def place(database: dict[str, Any]) -> None:
    """Put a fresh migrated database where `database` says that the test database is."""
    if database["ENGINE"].endswith("sqlite3"):
        _place_file(Path(database["TEST"]["NAME"]))
    else:
        _place_postgres(database)


@cache
def _fingerprint() -> str:
    """Changes when a migration does."""
    digest = hashlib.sha256((ROOT / "requirements-dev.txt").read_bytes())
    folders = [path for path in ROOT.rglob("migrations") if ".venv" not in path.parts]
    for folder in sorted(folders):
        for path in sorted(folder.glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _place_file(target: Path) -> None:
    template = ROOT / "var" / f"template-{_fingerprint()}.sqlite3"
    with _alone():
        if not template.exists():
            for old in template.parent.glob("template-*"):
                old.unlink()
            building = template.with_suffix(".building")
            building.unlink(missing_ok=True)
            _migrate(f"sqlite:///{building}")
            building.rename(template)
    for leftover in target.parent.glob(f"{target.name}*"):
        leftover.unlink()
    shutil.copyfile(template, target)


def _place_postgres(database: dict[str, Any]) -> None:
    template = f"template_{_fingerprint()}"
    name = database["TEST"].get("NAME") or f"test_{database['NAME'].removeprefix('test_')}"
    with _alone(), _server(database) as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if not cursor.fetchone():
            building = f"{template}_building"
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(building)))
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
            _migrate(_address(database, building))
            cursor.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(building), sql.Identifier(template)
                )
            )
        cursor.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
        cursor.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )


@contextmanager
def _alone() -> Iterator[None]:
    """One worker at a time."""
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _server(database: dict[str, Any]) -> Iterator["psycopg.Cursor[Any]"]:
    with psycopg.connect(_address(database, "postgres"), autocommit=True) as connection:
        yield connection.cursor()


def _address(database: dict[str, Any], name: str) -> str:
    password = f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else ""
    place = f"{database['HOST'] or '127.0.0.1'}:{database['PORT'] or 5432}"
    return f"postgres://{quote(database['USER'])}{password}@{place}/{name}"


def _migrate(address: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        },
        check=True,
    )
