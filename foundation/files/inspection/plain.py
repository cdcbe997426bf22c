"""Plain text: readable in UTF-8 or GB 18030, without control characters or markup."""

import codecs
import re
from typing import IO

from .portable import MARKUP, MARKUP_BYTES

CHUNK_BYTES = 256 * 1024
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
DECLARATION = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<[?!]")


def is_text(file: IO[bytes]) -> bool:
    """Whether people would read it as text."""
    file.seek(0)
    head = file.read(MARKUP_BYTES)
    if MARKUP.search(head) or DECLARATION.search(head):
        return False
    return any(_decodes(file, encoding) for encoding in ("utf-8-sig", "gb18030"))


def _decodes(file: IO[bytes], encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(CHUNK_BYTES):
            if CONTROL.search(chunk):
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
