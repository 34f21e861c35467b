"""Copies of office documents: the same parts, without who wrote them and without what they would fetch or start.

Document properties are blank, names on comments and changes are gone, pictures inside carry no hidden data, and
nothing refers to a template or file elsewhere.
"""

import re
import zipfile
from typing import BinaryIO, Final

from services.intake.evidence.archives import Archive
from services.intake.evidence.findings import Damaged, Forbidden
from services.intake.evidence.picture_data import bare
from services.intake.verdicts import BOMB, MACROS, WRONG_TYPE

OOXML: Final = "application/vnd.openxmlformats-officedocument."
_TYPES: Final = "[Content_Types].xml"
_HEAD: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/"
_BLANK: Final = {
    "docProps/core.xml": b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-'
    b'properties"/>',
    "docProps/app.xml": f'<Properties xmlns="{_KINDS}extended-properties"/>'.encode(),
    "docProps/custom.xml": f'<Properties xmlns="{_KINDS}custom-properties"/>'.encode(),
}
_LINK: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*?(?:/>|>\s*</(?:\w+:)?Relationship>)")
_ELSEWHERE: Final = re.compile(rb"""TargetMode\s*=\s*["']External""")
_TARGET: Final = re.compile(rb"""(\sTarget\s*=\s*)(?:"[^"]*"|'[^']*')""")
_HARMLESS: Final = re.compile(rb"""\sType\s*=\s*["'][^"']*/hyperlink["']""")
_THUMBNAIL: Final = re.compile(rb"""\sType\s*=\s*["'][^"']*/thumbnail["']""")
_NAMES: Final = re.compile(
    rb"""(\s(?:\w+:)?(?:author|initials|userId|userName|displayName|lastModifiedBy)\s*=\s*)(?:"[^"]*"|'[^']*')"""
)
_AUTHOR: Final = re.compile(rb"(<(?:\w+:)?author>)[^<]*(</)")
_WITH_NAMES: Final = re.compile(
    r"word/(document|comments|people|footnotes|endnotes|header|footer|settings)|"
    r"xl/(comments|persons|threadedComments|workbook|revisions)|ppt/(comment|authors)"
)
_MADE_ON: Final = (1980, 1, 1, 0, 0, 0)


def copy_office(media_type: str, original: BinaryIO, copy: BinaryIO) -> None:
    """Write the copy. Forbidden, Damaged."""
    archive = Archive(original)
    seen = False
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in archive.members():
            if name == _TYPES:
                _check_type(media_type, content)
                seen = True
            if not name.startswith("docProps/thumbnail"):
                written.writestr(_member(name), _cleaned(name, content), zipfile.ZIP_DEFLATED)
    if not seen:
        raise Forbidden(WRONG_TYPE)


def _check_type(media_type: str, types: bytes) -> None:
    if b"macroenabled" in types.lower() or b"vbaproject" in types.lower():
        raise Forbidden(MACROS)
    if f"{media_type}.main+xml".encode() not in types:
        raise Forbidden(WRONG_TYPE)


def _member(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, _MADE_ON)


def _cleaned(name: str, content: bytes) -> bytes:
    if name in _BLANK:
        return _HEAD + _BLANK[name]
    if not name.endswith((".xml", ".rels")):
        return bare(content)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Damaged("a part is not in UTF-8")
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        raise Forbidden(BOMB)
    if name.endswith(".rels"):
        return _without_links(content)
    return _AUTHOR.sub(rb"\1\2", _NAMES.sub(rb'\1""', content)) if _WITH_NAMES.match(name) else content


def _without_links(content: bytes) -> bytes:
    return _LINK.sub(lambda link: _link(link[0]), content)


def _link(link: bytes) -> bytes:
    if _THUMBNAIL.search(link):
        return b""
    if _ELSEWHERE.search(link) and not _HARMLESS.search(link):
        return _TARGET.sub(rb'\1"NULL"', link)  # what office programs write themselves of a link they lost
    return link
