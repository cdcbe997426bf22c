"""Office 97 and WPS documents (compound files): only their directory is read."""

import struct
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from foundation.files.enums import FileKind
from foundation.files.errors import FileRefused

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END_OF_CHAIN = 0xFFFFFFFA
SECTOR_SHIFTS = {9, 12}
ENTRY_BYTES = 128
MAX_DIRECTORY_SECTORS = 2048
HEADER_FAT_SLOTS = 109

KINDS = {
    "worddocument": FileKind.WORD_97,
    "powerpoint document": FileKind.SLIDES_97,
    "workbook": FileKind.EXCEL_97,
    "book": FileKind.EXCEL_97,
}
MACRO_STORAGES = {"_vba_project", "_vba_project_cur", "macros", "vba"}


def identify(file: IO[bytes]) -> FileKind:
    """The kind of a compound file; refuses macros and locked documents."""
    try:
        names = set(_entry_names(file))
    except (struct.error, IndexError):
        raise FileRefused(_("文件已损坏，打不开。请另存后再上传。")) from None
    if "encryptedpackage" in names:
        raise FileRefused(_("文件设有密码，无法检查。请去掉密码后再上传。"))
    if names & MACRO_STORAGES:
        raise FileRefused(_("文件含有宏，不能接收。请另存为不含宏的格式（如 docx、xlsx）再上传。"))
    for stream, kind in KINDS.items():
        if stream in names:
            return kind
    return FileKind.OTHER


def _entry_names(file: IO[bytes]) -> Iterator[str]:
    file.seek(0)
    header = file.read(512)
    (shift,) = struct.unpack("<H", header[30:32])
    if shift not in SECTOR_SHIFTS:
        raise struct.error
    (sector,) = struct.unpack("<L", header[48:52])
    fat = struct.unpack(f"<{HEADER_FAT_SLOTS}L", header[76:512])
    seen: set[int] = set()
    while sector < END_OF_CHAIN and sector not in seen and len(seen) < MAX_DIRECTORY_SECTORS:
        seen.add(sector)
        block = _sector(file, sector, shift)
        for start in range(0, len(block), ENTRY_BYTES):
            yield _name(block[start : start + ENTRY_BYTES])
        sector = _next(file, sector, shift, fat)


def _sector(file: IO[bytes], number: int, shift: int) -> bytes:
    file.seek((number + 1) << shift)
    return file.read(1 << shift)


def _next(file: IO[bytes], sector: int, shift: int, fat: tuple[int, ...]) -> int:
    per_sector = (1 << shift) // 4
    block = _sector(file, fat[sector // per_sector], shift)
    place = (sector % per_sector) * 4
    (following,) = struct.unpack("<L", block[place : place + 4])
    return int(following)


def _name(entry: bytes) -> str:
    if len(entry) < ENTRY_BYTES or entry[66] == 0:
        return ""
    (length,) = struct.unpack("<H", entry[64:66])
    text = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    return text.lower()
