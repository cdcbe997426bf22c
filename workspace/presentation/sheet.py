"""办理记录 as a spreadsheet: what is filtered, nothing that a program would run."""

import io

from django.utils.translation import gettext as _
from openpyxl import Workbook

from applications.models import ApplicationQuerySet
from foundation.core.clock import local_date
from foundation.core.spreadsheets import neutral

MOST_ROWS = 20_000
CHUNK_ROWS = 1000


def records_sheet(matters: ApplicationQuerySet, *, title: str) -> bytes:
    """The workbook; rows are read in chunks and written as they come."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGH", (12, 30, 44, 12, 16, 12, 12, 12), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.append(
        [_("核对码"), _("产品名称"), _("申报事项"), _("事项代码"), _("申请状态"), _("提交时间"),
         _("期限"), _("办结时间")]
    )  # fmt: skip
    for matter in matters.defer("answers").iterator(chunk_size=CHUNK_ROWS):
        moments = (matter.submitted_at, matter.ended_at)
        sent, ended = (local_date(at) if at else None for at in moments)
        due = matter.due_on if matter.is_open else None
        sheet.append(
            [neutral(matter.check_code or ""), neutral(matter.product_name),
             neutral(matter.service_title), neutral(matter.service_code),
             neutral(matter.status_label), sent, due, ended]
        )  # fmt: skip
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
