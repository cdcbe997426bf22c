"""What a file is, by its bytes: headers and directories are read, nothing is unpacked."""

from typing import IO

import filetype

from foundation.files.enums import FileKind

from . import compound, package, picture, plain, portable

HEAD_BYTES = 8192
BY_SIGNATURE = {
    "image/jpeg": FileKind.JPEG,
    "image/png": FileKind.PNG,
    "image/apng": FileKind.PNG,
    "image/webp": FileKind.WEBP,
    "image/gif": FileKind.GIF,
}


def identify(file: IO[bytes]) -> FileKind:
    """The kind of the content.

    Raises:
        FileRefused: for a bomb, a disguise, macros or a locked document.
    """
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if head.startswith(package.SIGNATURE):
        return package.identify(file)
    if head.startswith(compound.SIGNATURE):
        return compound.identify(file)
    if head.startswith(portable.SIGNATURE):
        portable.check(file, head)
        return FileKind.PDF
    kind = BY_SIGNATURE.get(filetype.guess_mime(head) or "")
    if kind is not None:
        portable.refuse_second_format(file, head)
        picture.check(file, kind)
        return kind
    return FileKind.TEXT if plain.is_text(file) else FileKind.OTHER
