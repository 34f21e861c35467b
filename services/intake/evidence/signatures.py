"""Whether what lies in the store begins like a file of its type. Office documents are judged in `office`."""

from typing import BinaryIO, Final

import magic

from services.intake.evidence.findings import Forbidden
from services.intake.verdicts import NO_COPY, WRONG_TYPE

_BEGINS: Final = {
    "application/pdf": b"%PDF-",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/webp": b"RIFF",
}
_SOUNDS: Final = (*NO_COPY, "application/ogg")
_HEAD: Final = 8192


def check_begin(media_type: str, file: BinaryIO) -> None:
    """The file begins like one of its type, at its very first byte. Forbidden."""
    file.seek(0)
    head = file.read(_HEAD)
    if not head.startswith(_BEGINS.get(media_type, b"")):
        raise Forbidden(WRONG_TYPE)
    if media_type == "image/webp" and head[8:12] != b"WEBP":
        raise Forbidden(WRONG_TYPE)
    if media_type.startswith(NO_COPY) and not magic.from_buffer(head, mime=True).startswith(_SOUNDS):
        raise Forbidden(WRONG_TYPE)
