"""What import contracts cannot say: file names, sizes, foreign keys, templates, migrations."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from cms.management.commands.run_schedule import SCHEDULE

ROOT = Path(settings.STATICFILES_DIRS[0]).parent
ROWS = [
    {"cms"},
    {"demonstration"},
    {"portal_api"},
    {"home", "search", "workspace"},
    {"applications", "consultations", "tickets", "training"},
    {"service_catalog", "notices", "help_center"},
    {"licences"},
    {"enterprises"},
    {"eforms", "notifications", "directory"},
    {"files"},
    {"accounts"},
    {"audit", "fulltext"},
    {"core"},
]
OURS = {label for row in ROWS for label in row} | {"identity_sandbox"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "mixins", "managers", "constants"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
COMMON_TEMPLATES = ("layouts/", "components/", "blocks/", "errors/", "wagtailadmin/", "eforms/")


def _python_files() -> list[Path]:
    skipped = {".venv", "migrations", "var", "tests", "node_modules"}
    return [path for path in ROOT.rglob("*.py") if not skipped & set(path.relative_to(ROOT).parts)]


def _rank(label: str) -> int:
    return next(rank for rank, row in enumerate(ROWS) if label in row)


def test_files__any__fit_in_a_sitting():
    long = {
        str(path.relative_to(ROOT)): count
        for path in _python_files()
        if (count := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_functions__any__fit_on_a_screen():
    long = []
    for path in _python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} {size}")
    assert long == []


def test_file_names__any__not_a_place_for_everything():
    assert [str(path) for path in _python_files() if path.stem in FORBIDDEN_NAMES] == []


def test_installed_apps__ours__all_have_a_row():
    labels = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(ROOT) and ".venv" not in config.path
    }
    assert labels <= OURS


def test_foreign_keys__between_our_apps__point_down():
    wrong = []
    for model in apps.get_models():
        label = model._meta.app_label
        if label not in OURS:
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if field.auto_created or target is None or not hasattr(target, "_meta"):
                continue
            to = target._meta.app_label
            if to in OURS and to != label and _rank(to) <= _rank(label):
                wrong.append(f"{label}.{model.__name__}.{field.name} -> {to}")
    assert wrong == []


def test_services__any__know_nothing_of_the_web():
    banned = re.compile(r"^from django\.(http|shortcuts|contrib\.messages|urls) ", re.MULTILINE)
    files = [p for p in _python_files() if p.stem == "services" or p.parent.name == "services"]
    assert files
    offenders = [
        str(path.relative_to(ROOT))
        for path in files
        if "identity_sandbox" not in path.parts and banned.search(path.read_text())
    ]
    assert offenders == []


def test_signals__save_receivers__nowhere():
    pattern = re.compile(r"\b(post_save|pre_save)\b")
    found = [str(path) for path in _python_files() if pattern.search(path.read_text())]
    assert found == []


def test_migrations__names__say_what_they_do():
    automatic = re.compile(r"^\d{4}_(auto_|alter_.*_and_more|.*_and_more)")
    names = [
        path.name
        for path in ROOT.rglob("migrations/[0-9]*.py")
        if ".venv" not in path.parts and automatic.match(path.name)
    ]
    assert names == []


@pytest.mark.parametrize(
    "pattern",
    [r"\sstyle=", r"<script(?![^>]*\ssrc=)", r"\son[a-z]+=\"", r"\|safe\b"],
    ids=["inline style", "inline script", "event attribute", "safe filter"],
)
def test_templates__of_ours__nothing_inline(pattern):
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "templates").rglob("*.html")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert found == []


def test_templates__includes__common_ones_or_own_apps():
    wrong = []
    for path in (ROOT / "templates").rglob("*.html"):
        folder = path.relative_to(ROOT / "templates").parts[0]
        for name in re.findall(r'{%\s*(?:include|extends)\s+"([^"]+)"', path.read_text()):
            if not name.startswith((*COMMON_TEMPLATES, f"{folder}/")):
                wrong += [f"{path.relative_to(ROOT)}: {name}"]
    assert wrong == []


def test_environment_example__every_name_that_is_read__is_there():
    read = set()
    for path in (ROOT / "cms" / "settings").glob("*.py"):
        read |= set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', path.read_text()))
    listed = set(re.findall(r"^#?\s?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read == listed


def test_operations__every_command_and_job__is_described():
    """What the schedule runs, and what an operator may call, stands in the document for operators."""
    commands = {
        path.stem
        for path in _python_files()
        if path.parent.name == "commands" and "identity_sandbox" not in path.parts
    }
    wanted = (commands - {"__init__"}) | {command for command, _seconds in SCHEDULE}
    described = (ROOT / "docs" / "operations.md").read_text()
    assert sorted(name for name in wanted if name not in described) == []
