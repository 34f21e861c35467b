"""What a file is, by its content: the name and the type a browser gives it count for nothing.

libmagic judges the first bytes. Office documents are ZIP archives; which kind, and whether they carry macros, is read
from the names inside, which stand in clear between the compressed parts.
"""

from typing import BinaryIO, Final

import magic

OOXML: Final = "application/vnd.openxmlformats-officedocument."
_OFFICE: Final = {
    b"word/": f"{OOXML}wordprocessingml.document",
    b"xl/": f"{OOXML}spreadsheetml.sheet",
    b"ppt/": f"{OOXML}presentationml.presentation",
}
_HEAD: Final = 8192
_ZIP: Final = "application/zip"
_CONTENT_TYPES: Final = b"[Content_Types].xml"
_MACROS: Final = b"vbaProject.bin"
WITH_MACROS: Final = "application/vnd.ms-office.macro-enabled"
"""Said of every office document with macros; not a registered type, so no list of allowed types has it."""

_SAME: Final = {
    "application/ogg": "audio/ogg",
    "audio/x-m4a": "audio/mp4",
    "audio/x-wav": "audio/wav",
    "image/x-ms-bmp": "image/bmp",
    "video/x-m4v": "video/mp4",
}


class Inspected:
    """A stream whose type is known before it is passed on, and that notices macros while it is."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.head = self._left = _first(stream)
        self._tail, self._has_macros = b"", False

    @property
    def media_type(self) -> str:
        """What the file is, by what has been read of it so far."""
        return media_type(self.head, self._has_macros)

    def read(self, amount: int = -1) -> bytes:
        """As of the stream, from its beginning."""
        if self._left:
            data, self._left = self._left, b""
            if 0 <= amount < len(data):
                data, self._left = data[:amount], data[amount:]
        else:
            data = self._stream.read(amount)
        if not self._has_macros:
            seen = self._tail + data
            self._has_macros = _MACROS in seen
            self._tail = seen[-len(_MACROS) :]
        return data


def _first(stream: BinaryIO) -> bytes:
    head = b""
    while len(head) < _HEAD and (data := stream.read(_HEAD - len(head))):
        head += data
    return head


def media_type(head: bytes, has_macros: bool = False) -> str:
    """The media type of a file by its first 8 KiB."""
    guess = magic.from_buffer(head, mime=True)
    if guess == _ZIP or guess.startswith(OOXML):
        guess = _office(head)
        if has_macros and guess != _ZIP:
            return WITH_MACROS
    return _SAME.get(guess, guess)


def _office(head: bytes) -> str:
    if _CONTENT_TYPES not in head and b"_rels/" not in head:
        return _ZIP
    return next((kind for folder, kind in _OFFICE.items() if folder in head), _ZIP)
