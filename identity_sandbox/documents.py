"""Uploaded documents of special users: what they are, and where they lie.

They lie in the platform's own directory under random names. No address serves that directory;
an operator's page hands them out one by one.
"""

import hashlib
import io
import uuid
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from PIL import Image

from foundation.core.errors import DomainError
from foundation.core.validators import storable

LARGEST_BYTES = 5 * 1024 * 1024
MOST_DOCUMENTS = 5
LARGEST_PIXELS = 40_000_000
LONGEST_STEM = 100
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDINGS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
PICTURES = {JPEG: ("JPEG", b"\xff\xd8\xff"), PNG: ("PNG", b"\x89PNG\r\n\x1a\n")}
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
PDF_BEGIN, PDF_END, PDF_TAIL_BYTES = b"%PDF-", b"%%EOF", 4096
# Marks that turn writing round or hide: a name must not pretend to be another one.
INVISIBLE = dict.fromkeys([*range(32), 127, *range(0x200B, 0x2010), *range(0x202A, 0x202F)])


class DocumentRefused(DomainError):
    """An uploaded document cannot be taken."""

    code = "document_refused"


@dataclass(frozen=True, slots=True)
class Received:
    """A document that was looked at: what it is called, what it is, and its bytes."""

    name: str
    content_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


def receive(upload: "UploadedFile[bytes]") -> Received:
    """Look at an upload: its size, and by its content what it is.

    Raises:
        DocumentRefused: empty, too large, or not a whole PDF, JPEG or PNG.
    """
    shown = _clean_stem(upload.name or "")
    size_bytes = upload.size or 0
    if size_bytes > LARGEST_BYTES:
        raise DocumentRefused(
            gettext("文件“%(name)s”超过 5 MB，请压缩后再上传。") % {"name": shown}
        )
    content: bytes = upload.read()
    kind = _kind_of(content)
    if kind is None:
        raise DocumentRefused(
            gettext("文件“%(name)s”不是完整的 PDF、JPG 或 PNG 文件，请重新保存后再上传。")
            % {"name": shown}
        )
    return Received(shown + ENDINGS[kind], kind, content)


def _clean_stem(name: str) -> str:
    """The last part of a path of any system, without its ending and invisible characters."""
    last = PurePosixPath(storable(name).translate(INVISIBLE).replace("\\", "/")).name
    stem = last.rpartition(".")[0] or last
    return stem.strip(" .")[:LONGEST_STEM] or gettext("材料")


def _kind_of(content: bytes) -> str | None:
    if content.startswith(PDF_BEGIN):
        return PDF if PDF_END in content[-PDF_TAIL_BYTES:] else None
    for kind, (form, signature) in PICTURES.items():
        if content.startswith(signature):
            return kind if _is_whole_picture(content, form) else None
    return None


def _is_whole_picture(content: bytes, form: str) -> bool:
    """Whether a picture opens and would not unfold to too many pixels; none is decoded."""
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as picture:
            width, height = picture.size
            if width * height > LARGEST_PIXELS:
                return False
            picture.verify()
    except (OSError, ValueError, SyntaxError, *BOMBS):
        return False
    return True


def path_of(key: uuid.UUID) -> Path:
    """Where the content of a document lies."""
    directory: Path = settings.IDENTITY_DIRECTORY / "special_documents"
    return directory / key.hex


def keep(received: Received) -> uuid.UUID:
    """Write the content under a new random name."""
    key = uuid.uuid4()
    path = path_of(key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_bytes(received.content)
    return key


def forget(keys: list[uuid.UUID]) -> None:
    """Remove contents; one that is gone already is no fault."""
    for key in keys:
        path_of(key).unlink(missing_ok=True)
