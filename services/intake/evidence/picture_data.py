"""Takes hidden data out of pictures that lie inside documents, without touching the picture itself.

A photograph in a letter still knows where it was taken. Other than `pictures`, which makes a new one, this leaves out
the segments of a JPEG and the chunks of a PNG that are not needed to show it.
"""

from typing import Final

_JPEG: Final = b"\xff\xd8"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_KEPT_SEGMENTS: Final = {0xE0, 0xEE}  # JFIF, and Adobe's word on the colours
_TOLD: Final = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_SCAN: Final = 0xDA


def bare(picture: bytes) -> bytes:
    """The picture without them. What is neither JPEG nor PNG stays as it is."""
    if picture.startswith(_JPEG):
        return _bare_jpeg(picture)
    return _bare_png(picture) if picture.startswith(_PNG) else picture


def _bare_jpeg(picture: bytes) -> bytes:
    kept, at = [_JPEG], 2
    while at + 4 <= len(picture) and picture[at] == 0xFF and picture[at + 1] != _SCAN:
        marker, end = picture[at + 1], at + 2 + int.from_bytes(picture[at + 2 : at + 4], "big")
        is_told = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not is_told or marker in _KEPT_SEGMENTS:
            kept.append(picture[at:end])
        at = end
    return b"".join((*kept, picture[at:]))


def _bare_png(picture: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(picture):
        end = at + 12 + int.from_bytes(picture[at : at + 4], "big")
        if picture[at + 4 : at + 8] not in _TOLD:
            kept.append(picture[at:end])
        at = end
    return b"".join(kept)
