"""Notices as PDF: set once from what was kept of them, stored, never changed again."""

import io
import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import pylopdf_fonts_zh_cn
import segno
import typst
from django.db import transaction
from django_tasks import task

from applications.enums import PaperKind
from applications.models import Paper
from foundation.core.clock import local_date
from foundation.files import services as files
from foundation.files.models import StoredFile

from .wording import ROOT

PURPOSE = "paper"
# Archives ask for PDF/A; level 2u keeps the text searchable.
STANDARD: Final = "a-2u"


@task()
def print_later(paper_pk: int) -> None:
    """Make the PDF of one notice, as a job."""
    paper = Paper.objects.filter(pk=paper_pk).first()
    if paper is not None:
        print_paper(paper=paper)


def print_paper(*, paper: Paper) -> StoredFile:
    """The PDF of a notice, made at the first call; of many at once, one is kept."""
    if paper.stored is not None:
        return paper.stored
    content = typeset(paper)
    with transaction.atomic():
        locked = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
        if locked.stored is None:
            locked.stored = _keep(locked, content)
            locked.save(update_fields=["stored"])
    paper.stored = locked.stored
    return locked.stored


def typeset(paper: Paper) -> bytes:
    """The bytes of the PDF; equal for equal content."""
    look = "receipt" if paper.kind == PaperKind.RECEIPT else "notice"
    compiler = typst.Compiler(
        str(ROOT / f"{look}.typ"), root=str(ROOT), font_paths=_fonts(), ignore_system_fonts=True
    )
    made = compiler.compile(
        format="pdf",
        sys_inputs={"data": json.dumps(_data(paper), ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=int(paper.issued_at.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("one document makes one PDF")
    return made


@cache
def _fonts() -> typst.Fonts:
    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


def _data(paper: Paper) -> dict[str, Any]:
    content = paper.content
    qr = _qr(content["lookup_url"])
    return {**content, "title": paper.title, "number": paper.number, "qr": qr}


def _qr(url: str) -> str:
    picture = io.BytesIO()
    segno.make(url, error="m").save(picture, kind="svg", border=2, dark="#1f3a5f")
    return picture.getvalue().decode()


def _keep(paper: Paper, content: bytes) -> StoredFile:
    application = paper.application
    row = StoredFile(
        name=f"{paper.title} {application.check_code} {local_date(paper.issued_at)}.pdf",
        purpose=PURPOSE,
        attached_to=f"{PURPOSE}:{paper.pk}",
        enterprise_id=application.enterprise_id,
        user=None if application.enterprise_id else application.applicant,
        uploaded_at=paper.issued_at,
    )
    return files.keep_made(row=row, content=content)
