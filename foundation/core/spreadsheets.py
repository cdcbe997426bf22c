"""What goes into cells of Excel and CSV: nothing that a spreadsheet would run as a formula."""

import unicodedata
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.encoding import force_str

DANGEROUS = frozenset("=+-@\t\r\n|")


def neutral(value: Any) -> Any:
    """A value as a harmless cell: text that would begin a formula gets an apostrophe before it.

    Full-width signs count too: some programs read them as plain ones (promises, 5).
    """
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    text = force_str(value)
    first = unicodedata.normalize("NFKC", text.lstrip(" ")[:1])
    return f"'{text}" if first in DANGEROUS and first else text


def local(value: datetime) -> datetime:
    """A moment as a cell has it: the authority's time, without a zone."""
    return timezone.make_naive(value) if timezone.is_aware(value) else value


def make_exports_harmless() -> None:
    """Let every export of the admin write neutral cells, Wagtail's own included."""
    from wagtail.admin.views.mixins import (  # noqa: PLC0415 (the admin loads models)
        SpreadsheetExportMixin,
        list_to_str,
    )

    xlsx, csv = SpreadsheetExportMixin.FORMAT_XLSX, SpreadsheetExportMixin.FORMAT_CSV
    SpreadsheetExportMixin.custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        datetime: {xlsx: local, csv: lambda value: force_str(local(value))},
        list: {kind: lambda value: neutral(list_to_str(value)) for kind in (xlsx, csv)},
        object: {xlsx: neutral, csv: neutral},
    }
