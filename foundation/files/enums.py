"""States of a stored file, and what its content can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileState(models.TextChoices):
    """The life of a private file."""

    PENDING = "pending", _("已上传，未使用")
    ATTACHED = "attached", _("已使用")
    FROZEN = "frozen", _("已随申请提交")
    DELETED = "deleted", _("已删除")


class FileKind(models.TextChoices):
    """What the bytes are, whatever the name says."""

    PDF = "pdf", "PDF"
    OFD = "ofd", "OFD"
    WORD = "docx", "Word（docx）"
    WORD_97 = "doc", "Word（doc、wps）"
    EXCEL = "xlsx", "Excel（xlsx）"
    EXCEL_97 = "xls", "Excel（xls、et）"
    SLIDES = "pptx", "PowerPoint（pptx）"
    SLIDES_97 = "ppt", "PowerPoint（ppt、dps）"
    JPEG = "jpeg", "JPG"
    PNG = "png", "PNG"
    WEBP = "webp", "WebP"
    GIF = "gif", "GIF"
    ZIP = "zip", "ZIP"
    TEXT = "text", _("文本（txt、csv）")
    OTHER = "other", _("其他格式")


IMAGES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP, FileKind.GIF})
OFFICE = frozenset(
    {
        FileKind.WORD,
        FileKind.WORD_97,
        FileKind.EXCEL,
        FileKind.EXCEL_97,
        FileKind.SLIDES,
        FileKind.SLIDES_97,
    }
)
ZIPPED = frozenset({FileKind.OFD, FileKind.WORD, FileKind.EXCEL, FileKind.SLIDES, FileKind.ZIP})
