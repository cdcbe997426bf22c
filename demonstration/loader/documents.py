"""Small real files, made from the words and rows of the content."""

from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from wagtail.documents import get_document_model

MADE_AT = datetime(2026, 11, 20)  # noqa: DTZ001 (openpyxl knows no zones)
WIDEST = 48
NARROWEST = 12
SHEET_NAME_LENGTH = 31


def document(*, title: str, filename: str, content: bytes) -> Any:
    """Store a file as a document of the library."""
    model = get_document_model()
    file = ContentFile(content, name=filename)
    stored = model.objects.create(title=title, file=file, file_size=len(content))
    stored.get_file_hash()
    return stored


def text_file(pages: list[dict[str, Any]], *, title: str = "") -> bytes:
    """Sections of text, readable everywhere."""
    parts = [title, *(f"{page['title']}\n\n{page['text']}" for page in pages)]
    return ("\n\n\n".join(part for part in parts if part) + "\n").encode("utf-8-sig")


def workbook(sheets: list[dict[str, Any]]) -> bytes:
    """Sheets of rows; the first row is the head."""
    book = Workbook()
    book.properties.created = book.properties.modified = MADE_AT
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet["title"][:SHEET_NAME_LENGTH])
        for row in sheet["rows"]:
            page.append([str(cell) for cell in row])
        for cell in page[1]:
            cell.font = Font(bold=True)
        page.freeze_panes = "A2"
        for number, column in enumerate(zip(*sheet["rows"], strict=False), start=1):
            longest = max(len(str(cell)) for cell in column) * 2
            width = min(max(longest, NARROWEST), WIDEST)
            page.column_dimensions[get_column_letter(number)].width = width
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def made_from(row: dict[str, Any]) -> Any:
    """The document of an attachment: rows make a workbook, text a text file."""
    if "rows" in row:
        content = workbook([{"title": row["title"], "rows": row["rows"]}])
    else:
        content = row["text"].encode("utf-8-sig")
    return document(title=row["title"], filename=row["filename"], content=content)
