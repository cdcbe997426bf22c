"""Bytes of honest and of dishonest files, and rows of the private store."""

import io
import struct
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from foundation.accounts.acting import Acting
from foundation.accounts.enums import LoginKind, Right
from foundation.accounts.models import User
from foundation.core import clock
from foundation.files import services
from foundation.files.policy import DOCUMENTS

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
PARTS = {
    "docx": {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"},
    "xlsx": {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"},
    "pptx": {"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"},
    "ofd": {"OFD.xml": b"<ofd/>", "Doc_0/Document.xml": b"<d/>"},
    "zip": {"a.txt": b"a"},
}


def make_user(username="applicant", **facts):
    return User.objects.create(username=username, **facts)


def legal(enterprise_id=7, *, rights=None, user=None):
    return Acting(
        user=user or make_user(f"agent-{User.objects.count()}"),
        login_kind=LoginKind.LEGAL,
        enterprise_id=enterprise_id,
        enterprise_name=f"示例企业{enterprise_id}",
        rights=frozenset(Right.values) if rights is None else frozenset(rights),
    )


def natural(user=None):
    user = user or make_user(f"person-{User.objects.count()}")
    return Acting(user=user, login_kind=LoginKind.NATURAL)


def staff(user=None):
    user = user or make_user(f"clerk-{User.objects.count()}", is_staff=True)
    return Acting(user=user, login_kind=LoginKind.STAFF)


def package(parts, *, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def office(kind, **extra):
    return package({**PARTS[kind], **extra})


def picture(kind="PNG", size=(8, 8)):
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, kind)
    return buffer.getvalue()


def compound(*names):
    """A compound file of one directory sector, with the given entries."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<L", header, 48, 1)
    struct.pack_into("<109L", header, 76, 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128L", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = b"".join(_entry(name) for name in ("Root Entry", *names)).ljust(512, b"\x00")
    return bytes(header) + fat + entries


def _entry(name):
    text = name.encode("utf-16-le") + b"\x00\x00"
    return text.ljust(64, b"\x00") + struct.pack("<HB", len(text), 2).ljust(64, b"\x00")


def upload(content=PDF, name="说明书.pdf"):
    return SimpleUploadedFile(name, content)


def make_file(acting=None, *, content=PDF, name="说明书.pdf", policy=DOCUMENTS, **facts):
    defaults = {"purpose": "application", "at": clock.now()}
    return services.store_upload(
        acting=acting or legal(),
        upload=upload(content, name),
        policy=policy,
        **{**defaults, **facts},
    )
