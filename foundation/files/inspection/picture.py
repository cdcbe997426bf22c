"""Pictures: the header says how many pixels there would be; none is decoded."""

from typing import IO

from django.utils.translation import gettext as _
from PIL import Image

from foundation.files.enums import FileKind
from foundation.files.errors import FileRefused

MAX_PIXELS = 80_000_000
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def check(file: IO[bytes], kind: FileKind) -> None:
    """Refuse a picture that is broken or would unfold to too many pixels."""
    file.seek(0)
    try:
        width, height = Image.open(file, formats=[kind.value.upper()]).size
    except BOMBS:
        width = height = MAX_PIXELS
    except (OSError, ValueError, SyntaxError):
        raise FileRefused(_("图片已损坏，打不开。请重新保存后再上传。")) from None
    if width * height > MAX_PIXELS:
        raise FileRefused(_("图片尺寸过大，请缩小到 8000 万像素以内再上传。"))
