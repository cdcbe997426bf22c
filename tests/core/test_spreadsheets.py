"""Cells that no spreadsheet runs."""

from datetime import UTC, datetime

import pytest
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from foundation.core.spreadsheets import neutral


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+86", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠A", "  =1"],
)
def test_neutral__begins_like_a_formula__is_text(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", ["同康药业", "a=b", "", None, -3, 2.5, True])
def test_neutral__harmless__is_untouched(value):
    assert neutral(value) == value


@pytest.mark.parametrize("kind", SpreadsheetExportMixin.FORMATS)
def test_export__of_any_admin_list__is_neutral(kind):
    view = SpreadsheetExportMixin()

    class Firm:
        def __str__(self):
            return "=cmd"

    assert view.preprocess_field_value("name", "=cmd", kind) == "'=cmd"
    assert view.preprocess_field_value("firm", Firm(), kind) == "'=cmd"
    assert view.preprocess_field_value("several", ["=a", "b"], kind) == "'=a, b"


def test_export__moment__is_local_time():
    moment = datetime(2026, 11, 25, 16, 30, tzinfo=UTC)
    cell = SpreadsheetExportMixin().preprocess_field_value("at", moment, "xlsx")
    assert cell == datetime(2026, 11, 26, 0, 30)  # noqa: DTZ001 (a cell has no zone)
