import io
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest

from foundation.files.enums import FileKind
from foundation.files.errors import FileRefused
from foundation.files.inspection import identify
from tests.factories.files import PARTS, PDF, compound, office, package, picture


def identified(content):
    return identify(io.BytesIO(content))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, FileKind.PDF),
        (office("docx"), FileKind.WORD),
        (office("xlsx"), FileKind.EXCEL),
        (office("pptx"), FileKind.SLIDES),
        (office("ofd"), FileKind.OFD),
        (office("zip"), FileKind.ZIP),
        (package(PARTS["docx"], compression=zipfile.ZIP_STORED), FileKind.WORD),
        (compound("WordDocument", "1Table"), FileKind.WORD_97),
        (compound("Workbook"), FileKind.EXCEL_97),
        (compound("PowerPoint Document"), FileKind.SLIDES_97),
        (compound("Something"), FileKind.OTHER),
        (picture("PNG"), FileKind.PNG),
        (picture("JPEG"), FileKind.JPEG),
        (picture("WEBP"), FileKind.WEBP),
        (picture("GIF"), FileKind.GIF),
        ("姓名,数量\n牛黄解毒片,3\n".encode(), FileKind.TEXT),
        ("姓名,数量\n牛黄解毒片,3\n".encode("gb18030"), FileKind.TEXT),
        ("\ufeff姓名\n".encode(), FileKind.TEXT),
        (b"<html><body>hi", FileKind.OTHER),
        (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", FileKind.OTHER),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", FileKind.OTHER),
        (b"MZ\x90\x00" + b"\x00" * 100, FileKind.OTHER),
        (b"\x00\x01binary", FileKind.OTHER),
    ],
)
def test_identify__by_content__its_kind(content, kind):
    assert identified(content) == kind


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (office("docx", **{"word/vbaProject.bin": b"x"}), "宏"),
        (office("xlsx", **{"xl/macrosheets/sheet1.xml": b"x"}), "宏"),
        (
            package(
                {
                    "[Content_Types].xml": b"<x ContentType='application/vnd.ms-word.document."
                    b"macroEnabled.main+xml'/>",
                    "word/document.xml": b"<w/>",
                    "word/renamed.bin": b"x",
                }
            ),
            "宏",
        ),
        (
            package(
                {
                    "[Content_Types].xml": "<x c='vnd.ms-office.vbaProject'/>".encode("utf-16"),
                    "xl/workbook.xml": b"<w/>",
                }
            ),
            "宏",
        ),
        (compound("WordDocument", "Macros"), "宏"),
        (compound("Workbook", "_VBA_PROJECT_CUR"), "宏"),
        (compound("EncryptedPackage"), "密码"),
        (office("docx", **{"../../etc/passwd": b"x"}), "路径"),
        (office("zip", **{"/abs": b"x"}), "路径"),
        (office("zip", **{"a\\..\\..\\b": b"x"}), "路径"),
        (office("zip")[:-10], "完整"),
        (b"PK\x03\x04garbage" + b"\x00" * 50, "完整"),
        (PDF[:-8], "不完整"),
        (PDF + office("zip"), "夹带"),
        (PDF.replace(b"1 0 obj", b"<script>1</script>"), "夹带"),
        (PDF[:20] + b"Rar!\x1a\x07\x00" + PDF[20:], "夹带"),
        (PDF[:9].ljust(257, b" ") + b"ustar" + PDF[9:], "夹带"),
        (picture("JPEG") + office("zip"), "夹带"),
        (picture("PNG")[:20], "损坏"),
        (compound("WordDocument")[:40], "损坏"),
    ],
)
def test_identify__disguise_or_damage__refused_with_a_sentence(content, words):
    with pytest.raises(FileRefused, match=words):
        identified(content)


def bomb_by_ratio():
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.txt", "w") as part,
    ):
        for _n in range(100):
            part.write(b"\x00" * 1024 * 1024)
    return buffer.getvalue()


def bomb_by_overlap():
    content = bytearray(package({"a": b"x" * 10, "b": b"y" * 10}))
    second = content.rfind(b"PK\x01\x02")
    struct.pack_into("<L", content, second + 42, 0)
    return bytes(content)


def bomb_by_directory():
    content = bytearray(office("zip"))
    place = content.rfind(b"PK\x05\x06")
    struct.pack_into("<H", content, place + 10, 65000)
    return bytes(content)


def bomb_by_pixels():
    def chunk(name, body):
        return (
            struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))
        )

    header = struct.pack(">LLBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "bomb", [bomb_by_ratio, bomb_by_overlap, bomb_by_directory, bomb_by_pixels]
)
def test_identify__bomb__refused_fast_and_small(bomb):
    content = io.BytesIO(bomb())
    tracemalloc.start()
    start = time.perf_counter()
    with pytest.raises(FileRefused):
        identify(content)
    _now, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.perf_counter() - start < 2
    assert peak_bytes < 64 * 1024 * 1024


def test_identify__honest_large_xlsx__passes():
    rows = b"".join(b"<c r='A%d'><v>%d</v></c>" % (n, n * 7919) for n in range(400_000))
    content = office("xlsx", **{"xl/worksheets/sheet1.xml": rows})
    assert identified(content) == FileKind.EXCEL


def test_identify__compound_chain_in_a_loop__ends():
    content = bytearray(compound("WordDocument"))
    struct.pack_into("<L", content, 512 + 4, 1)
    assert identified(bytes(content)) == FileKind.WORD_97
