"""PDF, and files that are two things at once."""

import re
import zipfile
from typing import IO

from django.utils.translation import gettext as _

from foundation.files.errors import FileRefused

SIGNATURE = b"%PDF-"
MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|script|svg|iframe|body)\b|<\?php", re.IGNORECASE)
MARKUP_BYTES = 4096
ARCHIVES = re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x7fELF\x02|This program cannot be run")
SCAN_BYTES = 1024 * 1024
TAPE = (257, b"ustar")
DISC = (32769, b"CD001")
DICOM = (128, b"DICM")
END_BYTES = 4096


def check(file: IO[bytes], head: bytes) -> None:
    """Refuse a PDF that is cut off or is something else besides."""
    size_bytes = file.seek(0, 2)
    file.seek(max(0, size_bytes - END_BYTES))
    if b"%%EOF" not in file.read(END_BYTES):
        raise FileRefused(_("PDF 文件不完整，可能没有传完。请重新导出后再上传。"))
    refuse_second_format(file, head)


def refuse_second_format(file: IO[bytes], head: bytes) -> None:
    """Refuse a file that another program would read as another format."""
    if MARKUP.search(head[:MARKUP_BYTES]) or _holds_archive(file) or zipfile.is_zipfile(file):
        raise FileRefused(_("文件里夹带了另一种格式的内容，不能接收。请重新导出后再上传。"))


def _holds_archive(file: IO[bytes]) -> bool:
    for offset, signature in (TAPE, DISC, DICOM):
        file.seek(offset)
        if file.read(len(signature)) == signature:
            return True
    file.seek(0)
    return ARCHIVES.search(file.read(SCAN_BYTES)) is not None
