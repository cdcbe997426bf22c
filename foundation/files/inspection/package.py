"""Zip and what is built on it (docx, xlsx, pptx, ofd): only the central directory is read."""

import re
import struct
import zipfile
import zlib
from typing import IO

from django.utils.translation import gettext as _

from foundation.files.enums import FileKind
from foundation.files.errors import FileRefused

SIGNATURE = b"PK\x03\x04"
TAIL_BYTES = 65535 + 22 + 20
MAX_DIRECTORY_BYTES = 4 * 1024 * 1024
LARGE_RECORD_BYTES = 56
MAX_ENTRIES = 20_000
MAX_UNPACKED_BYTES = 2 * 1024**3
FREE_UNPACKED_BYTES = 64 * 1024**2
MAX_RATIO = 150
MAX_TYPES_BYTES = 1024 * 1024
ENCRYPTED_FLAG = 0x1

OFFICE_FOLDERS = {
    "word/": FileKind.WORD,
    "xl/": FileKind.EXCEL,
    "ppt/": FileKind.SLIDES,
}
CONTENT_TYPES_PART = "[content_types].xml"
MACRO_PART = re.compile(r"vbaproject|vbadata|(^|/)macrosheets/", re.IGNORECASE)
MACRO_TYPE = re.compile(rb"macroenabled|vbaproject|intlmacrosheet|macrosheet", re.IGNORECASE)
UNSAFE_NAME = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")


def identify(file: IO[bytes]) -> FileKind:
    """The kind of a zip; refuses bombs, escaping names, macros and locked content."""
    _refuse_large_directory(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise FileRefused(_("文件已损坏，打不开。请重新导出或另存后再上传。")) from None
    entries = archive.infolist()
    _refuse_bomb(entries)
    _refuse_escape(entries)
    kind = _kind_by_names({entry.filename.lower() for entry in entries})
    if kind in OFFICE_FOLDERS.values():
        _refuse_macros(archive, entries)
    if kind != FileKind.ZIP and any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise FileRefused(_("文件设有密码，无法检查。请去掉密码后再上传。"))
    return kind


def _refuse_large_directory(file: IO[bytes]) -> None:
    size_bytes = file.seek(0, 2)
    file.seek(max(0, size_bytes - TAIL_BYTES))
    tail = file.read(TAIL_BYTES)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + 22:
        raise FileRefused(_("文件已损坏或没有传完整。请重新导出后再上传。"))
    entries, directory_bytes = struct.unpack("<HL", tail[place + 10 : place + 16])
    if tail[max(0, place - 20) : place].startswith(b"PK\x06\x07"):
        entries, directory_bytes = _large_directory(file, tail[place - 20 : place])
    if entries > MAX_ENTRIES or directory_bytes > MAX_DIRECTORY_BYTES:
        raise FileRefused(_("压缩包里的文件太多，无法检查。请拆分后再上传。"))


def _large_directory(file: IO[bytes], locator: bytes) -> tuple[int, int]:
    (offset,) = struct.unpack("<Q", locator[8:16])
    file.seek(min(offset, file.seek(0, 2)))
    record = file.read(LARGE_RECORD_BYTES)
    if not record.startswith(b"PK\x06\x06") or len(record) < LARGE_RECORD_BYTES:
        raise FileRefused(_("文件已损坏，打不开。请重新导出或另存后再上传。"))
    entries, directory_bytes = struct.unpack("<QQ", record[32:48])
    return entries, directory_bytes


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    explodes = unpacked > FREE_UNPACKED_BYTES and unpacked > packed * MAX_RATIO
    if unpacked > MAX_UNPACKED_BYTES or explodes or _overlap(entries):
        raise FileRefused(_("文件解压后过大，可能是恶意文件，不能接收。"))


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    end = 0
    for entry in sorted(entries, key=lambda item: item.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + entry.compress_size
    return False


def _refuse_escape(entries: list[zipfile.ZipInfo]) -> None:
    if any(UNSAFE_NAME.search(entry.orig_filename) for entry in entries):
        raise FileRefused(_("压缩包里有不安全的路径，不能接收。请重新打包后再上传。"))


def _kind_by_names(names: set[str]) -> FileKind:
    if "ofd.xml" in names:
        return FileKind.OFD
    if CONTENT_TYPES_PART in names:
        for folder, kind in OFFICE_FOLDERS.items():
            if any(name.startswith(folder) for name in names):
                return kind
    return FileKind.ZIP


def _refuse_macros(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    named = any(MACRO_PART.search(entry.filename) for entry in entries)
    types = next(entry for entry in entries if entry.filename.lower() == CONTENT_TYPES_PART)
    if named or MACRO_TYPE.search(_read_bounded(archive, types).replace(b"\x00", b"")):
        raise FileRefused(_("文件含有宏，不能接收。请另存为不含宏的格式（如 docx、xlsx）再上传。"))


def _read_bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(entry) as part:
            return part.read(MAX_TYPES_BYTES)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error):
        raise FileRefused(_("文件已损坏或设有密码，无法检查。请另存后再上传。")) from None
