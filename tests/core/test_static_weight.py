"""What a visitor downloads before the first picture stays light."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest

KIB = 1024
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"


def _compressed_bytes(paths):
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def _imports(path):
    return re.findall(r'@import "([^"]+)"', path.read_text())


@pytest.fixture
def static(project_root):
    return project_root / "static"


# Linked beside site.css by the pages that draw a designed form, print one, or belong to my space.
OF_SOME_PAGES_KIB = {"blank.css": 6, "eforms.css": 8, "space.css": 6}


def test_style_sheets__all_together__stay_under_forty_kilobytes(static):
    sheets = [
        path for path in (static / "css").rglob("*.css") if path.name not in OF_SOME_PAGES_KIB
    ]
    assert sum(path.stat().st_size for path in sheets) < 40 * KIB
    for name, kib in OF_SOME_PAGES_KIB.items():
        assert (static / "css" / name).stat().st_size < kib * KIB


def test_scripts__compressed_with_htmx__stay_under_fifty_kilobytes(static):
    assert _compressed_bytes([HTMX, *(static / "js").glob("*.mjs")]) < 50 * KIB


def test_scripts__each__is_one_behaviour_of_sixty_lines(static):
    too_long = {
        path.name: lines
        for path in (static / "js").glob("*.mjs")
        if (lines := len(path.read_text().splitlines())) > 60
    }
    assert not too_long


def test_contents__every_sheet__is_imported_once(static):
    root = static / "css"
    named = _imports(root / "site.css")
    named += [f"components/{name}" for name in _imports(root / "components/index.css")]
    present = {str(path.relative_to(root)) for path in root.rglob("*.css")} - {
        "site.css",
        *OF_SOME_PAGES_KIB,
    }
    assert sorted(named) == sorted(present)


def test_site_mjs__every_module_but_itself__is_imported_once(static):
    root = static / "js"
    named = re.findall(r'import "\./([^"]+)"', (root / "site.mjs").read_text())
    assert sorted(named) == sorted({path.name for path in root.glob("*.mjs")} - {"site.mjs"})


def test_style_sheets__colours__stand_in_tokens_only(static):
    allowed = {"tokens.css", "print.css"}
    strangers = {
        f"{path.name}: {colour}"
        for path in (static / "css").rglob("*.css")
        if path.name not in allowed
        for colour in re.findall(r"#[0-9a-f]{3,8}\b", path.read_text())
        if colour not in {"#fff", "#000"}
    }
    assert not strangers
