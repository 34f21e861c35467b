"""Takes hidden data out of pictures that lie inside documents, without touching the picture itself.

A photograph in a letter still knows where it was taken. Other than `pictures`, which makes a new one, this takes over
the segments of a JPEG and the chunks of a PNG that are needed to show it, and nothing behind their end.
"""

import re
from typing import Final

_JPEG: Final = b"\xff\xd8"
_JPEGS_END: Final = b"\xff\xd9"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNGS_END: Final = b"IEND"
_SCAN: Final = 0xDA
_COMMENT: Final = 0xFE
_SAID_BY_PROGRAMS: Final = range(0xE0, 0xF0)
_KEPT_OF_THOSE: Final = {0xE0, 0xEE}  # JFIF, and Adobe's word on the colours
_MARKER: Final = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]")
"""One that begins a segment, or ends the picture. Fill bytes and what stands between segments are passed over."""

_KEPT_CHUNKS: Final = {
    *(b"IHDR", b"PLTE", b"IDAT", _PNGS_END, b"tRNS"),
    *(b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs", b"bKGD"),
}


def bare(picture: bytes) -> bytes:
    """The picture without them; empty where it is neither JPEG nor PNG."""
    if picture.startswith(_JPEG):
        return _bare_jpeg(picture)
    return _bare_png(picture) if picture.startswith(_PNG) else b""


def _bare_jpeg(picture: bytes) -> bytes:
    kept, at = [_JPEG], 2
    while (found := _MARKER.search(picture, at)) and found[0] != _JPEGS_END:
        begin, marker = found.start(), found[0][1]
        at = begin + 2 + max(2, int.from_bytes(picture[begin + 2 : begin + 4], "big"))
        if marker == _SCAN:
            end = _MARKER.search(picture, at)
            at = end.start() if end else len(picture)
        if marker != _COMMENT and (marker not in _SAID_BY_PROGRAMS or marker in _KEPT_OF_THOSE):
            kept.append(picture[begin:at])
    return b"".join((*kept, _JPEGS_END))


def _bare_png(picture: bytes) -> bytes:
    kept, at, name = [_PNG], len(_PNG), b""
    while at + 12 <= len(picture) and name != _PNGS_END:
        end, name = at + 12 + int.from_bytes(picture[at : at + 4], "big"), picture[at + 4 : at + 8]
        if name in _KEPT_CHUNKS:
            kept.append(picture[at:end])
        at = end
    return b"".join(kept)
