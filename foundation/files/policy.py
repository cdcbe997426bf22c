"""What one place of the portal takes: kinds by content, and how large."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from .enums import IMAGES, OFFICE, FileKind
from .errors import FileRefused

MEBIBYTE_BYTES = 1024 * 1024

EXTENSIONS: dict[FileKind, frozenset[str]] = {
    FileKind.PDF: frozenset({"pdf"}),
    FileKind.OFD: frozenset({"ofd"}),
    FileKind.WORD: frozenset({"docx", "doc", "wps"}),
    FileKind.WORD_97: frozenset({"doc", "docx", "wps"}),
    FileKind.EXCEL: frozenset({"xlsx", "xls", "et"}),
    FileKind.EXCEL_97: frozenset({"xls", "xlsx", "et"}),
    FileKind.SLIDES: frozenset({"pptx", "ppt", "dps"}),
    FileKind.SLIDES_97: frozenset({"ppt", "pptx", "dps"}),
    FileKind.JPEG: frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    FileKind.PNG: frozenset({"png"}),
    FileKind.WEBP: frozenset({"webp"}),
    FileKind.GIF: frozenset({"gif"}),
    FileKind.ZIP: frozenset({"zip"}),
    FileKind.TEXT: frozenset({"txt", "csv"}),
}
CONTENT_TYPES: dict[FileKind, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.OFD: "application/ofd",
    FileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.WORD_97: "application/msword",
    FileKind.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.EXCEL_97: "application/vnd.ms-excel",
    FileKind.SLIDES: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    FileKind.SLIDES_97: "application/vnd.ms-powerpoint",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
    FileKind.GIF: "image/gif",
    FileKind.ZIP: "application/zip",
    FileKind.TEXT: "text/plain",
    FileKind.OTHER: "application/octet-stream",
}


@dataclass(frozen=True, slots=True)
class FilePolicy:
    """What is taken.

    Attributes:
        kinds: accepted content; empty means that anything may be stored.
        max_bytes: the largest file.
    """

    kinds: frozenset[FileKind] = frozenset()
    max_bytes: int = 20 * MEBIBYTE_BYTES

    def check_size(self, size_bytes: int) -> None:
        """Refuse an empty file and one that is too large."""
        if size_bytes == 0:
            raise FileRefused(_("文件是空的，请检查后重新选择。"))
        if size_bytes > self.max_bytes:
            message = _("文件过大：不能超过 %(limit)s，请压缩或拆分后再上传。")
            raise FileRefused(message % {"limit": filesizeformat(self.max_bytes)})

    def check_kind(self, kind: FileKind, extension: str) -> None:
        """Refuse content that is not on the list, and a name that says something else."""
        if not self.kinds:
            return
        if kind not in self.kinds:
            message = _("不能接收这种文件，请上传：%(kinds)s。")
            raise FileRefused(message % {"kinds": self.kinds_in_words})
        if extension not in EXTENSIONS[kind]:
            message = _("文件内容是 %(kind)s，与扩展名“%(extension)s”不符，请改正文件名后再上传。")
            raise FileRefused(message % {"kind": kind.label, "extension": extension})

    def check_kept(self, *, kind: str, name: str, size_bytes: int) -> None:
        """Refuse a file that another place took and this one would not."""
        self.check_size(size_bytes)
        self.check_kind(FileKind(kind), PurePosixPath(name).suffix.lower().lstrip("."))

    @property
    def kinds_in_words(self) -> str:
        """The accepted kinds, for a sentence."""
        return "、".join(str(kind.label) for kind in FileKind if kind in self.kinds)

    @property
    def accept(self) -> str:
        """The value of an input's `accept` attribute."""
        names = sorted({name for kind in self.kinds for name in EXTENSIONS[kind]})
        return ",".join(f".{name}" for name in names)


DOCUMENTS = FilePolicy(
    kinds=OFFICE | IMAGES | {FileKind.PDF, FileKind.OFD, FileKind.TEXT},
    max_bytes=20 * MEBIBYTE_BYTES,
)
PICTURES = FilePolicy(
    kinds=frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP}), max_bytes=5 * MEBIBYTE_BYTES
)
ANYTHING = FilePolicy(max_bytes=200 * MEBIBYTE_BYTES)
