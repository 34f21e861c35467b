"""Copies of office documents: the same parts, without who wrote them and without what they would fetch or start.

Only what is known is taken over: XML as `markup` writes it, pictures without hidden data, fonts, and documents inside
likewise. Of anything else the name stays and nothing in it. A document that cannot be read whole is given to nobody:
office programs repair what we could not look into.
"""

import io
import zipfile
from typing import BinaryIO, Final

from services.intake.evidence.archives import Archive
from services.intake.evidence.findings import Damaged, Forbidden
from services.intake.evidence.markup import rewritten
from services.intake.evidence.picture_data import bare
from services.intake.evidence.pictures import drawn_again
from services.intake.verdicts import MACROS, UNEXAMINABLE, WRONG_TYPE

_TYPES: Final = "[content_types].xml"
_MARKUP: Final = (".xml", ".rels", ".psmdcp")
_DRAWINGS: Final = (".vml", ".svg")
_AS_THEY_ARE: Final = (".emf", ".wmf", ".odttf", ".fntdata", ".ttf")
_ZIP: Final = b"PK\x03\x04"
_MADE_ON: Final = (1980, 1, 1, 0, 0, 0)


def copy_office(media_type: str, original: BinaryIO, copy: BinaryIO) -> None:
    """Write the copy. Forbidden."""
    try:
        types = _copy(Archive(original), copy)
    except Damaged as reason:
        raise Forbidden(UNEXAMINABLE) from reason
    if f"{media_type}.main+xml".encode() not in types:
        raise Forbidden(WRONG_TYPE)


def _copy(archive: Archive, copy: BinaryIO) -> bytes:
    """Write the copy of an archive; the types its parts are said to have."""
    types = b""
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in archive.members():
            if name.startswith("docProps/thumbnail"):
                continue
            clean = _cleaned(name.lower(), content, archive.depth)
            if name.lower() == _TYPES:
                _check_for_macros(clean)
                types += clean
            written.writestr(zipfile.ZipInfo(name, _MADE_ON), clean, zipfile.ZIP_DEFLATED)
    return types


def _check_for_macros(types: bytes) -> None:
    if b"macroenabled" in types.lower() or b"vbaproject" in types.lower():
        raise Forbidden(MACROS)


def _cleaned(name: str, content: bytes, depth: int) -> bytes:
    if name.endswith(_MARKUP):
        return rewritten(content)
    if name.endswith(_DRAWINGS):
        return _drawing(content)
    if content.startswith(_ZIP):
        inside = io.BytesIO()
        _copy(Archive(io.BytesIO(content), depth + 1), inside)
        return inside.getvalue()
    return content if name.endswith(_AS_THEY_ARE) else _picture(content)


def _drawing(content: bytes) -> bytes:
    try:
        return rewritten(content)
    except Damaged:  # Excel's own are not always well-formed, and show only where a comment hangs
        return b"<xml/>"


def _picture(content: bytes) -> bytes:
    try:
        return bare(content) or drawn_again(content)
    except Damaged:
        return b""
