"""`python -m benchmarks [name [argument …]]`: one benchmark, or all of them."""

import importlib
import os
import pkgutil
import sys
from pathlib import Path

import django
from django.conf import settings

import benchmarks


def main() -> None:
    """Run what is asked for on a database of its own, never on the portal's."""
    path = Path("var/bench.sqlite3").resolve()
    path.parent.mkdir(exist_ok=True)
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{path}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    django.setup()
    # What is written in bulk is indexed at the end, not row by row.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    offered = sorted(name for name in names if not name.startswith("_"))
    wanted, arguments = sys.argv[1:2] or offered, sys.argv[2:]
    for name in wanted:
        if name not in offered:
            sys.exit(f"There is no benchmark {name}; there are: {', '.join(offered)}.")
        importlib.import_module(f"benchmarks.{name}").main(arguments)


if __name__ == "__main__":  # else a process that a benchmark started reads this
    main()
