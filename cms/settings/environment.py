"""The one typed reader of the environment; every name read here stands in `.env.example`."""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"

env = environ.Env()
environ.Env.read_env(ROOT / ".env")
