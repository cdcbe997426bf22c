"""The document stores of the enterprises, filled through the same door as an applicant's."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from enterprises.enums import DocumentKind, Role
from enterprises.models import Enterprise, Membership, StoredDocument
from enterprises.services import discard_document, store_document
from enterprises.services.documents import About
from foundation.accounts.acting import Acting, resolve
from foundation.accounts.enums import LoginKind

from .papers import choice_of, firms_by_key
from .tree import moment, read

SHEET = Path(__file__).with_name("sheet.typ")


def load_documents(root: Path) -> None:
    """Every document as a small PDF; nothing if there are any already."""
    if StoredDocument.objects.exists():
        return
    keepers = {key: _keeper(firm) for key, firm in firms_by_key(root).items()}
    for row in read(root, "documents")["documents"]:
        _store(row, keepers[row["enterprise"]])


def _keeper(firm: Enterprise) -> Acting:
    admin = Membership.objects.filter(enterprise=firm, role=Role.ADMIN).earliest("pk")
    return resolve(admin.user, login_kind=LoginKind.LEGAL, enterprise_id=firm.pk)


def _store(row: dict[str, Any], acting: Acting) -> None:
    title = row["title"]
    kind = DocumentKind(choice_of(DocumentKind, row["kind"]))
    document = store_document(
        acting=acting,
        upload=SimpleUploadedFile(f"{title}.pdf", _typeset(row, acting.enterprise_name)),
        about=About(kind=kind, title=title, expires_on=row.get("expires_on")),
        at=moment(row["added_on"]),
    )
    if "trashed_on" in row:
        discard_document(acting=acting, document_uuid=document.uuid, at=moment(row["trashed_on"]))


def _typeset(row: dict[str, Any], firm: str) -> bytes:
    """A page with heading, enterprise and text; equal for equal content."""
    data = {
        "title": row["title"],
        "firm": firm,
        "day": row["added_on"].isoformat(),
        "lines": row["text"].splitlines(),
    }
    compiler = typst.Compiler(str(SHEET), font_paths=_fonts(), ignore_system_fonts=True)
    made = compiler.compile(
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(moment(row["added_on"]).timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("one document makes one PDF")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[Path(pylopdf_fonts_zh_cn.__file__).parent],
    )
