"""The XML parts of an office document, read by a parser and written anew in UTF-8.

What a part is written in, how it spells an attribute or which prefix it gives a name makes no difference then. Names
of people, folders of their computers, printers, and what would be fetched from elsewhere are left out on the way.
"""

import io
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from services.intake.evidence.findings import Damaged, Forbidden
from services.intake.evidence.relations import related
from services.intake.verdicts import BOMB

_HEAD: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LEFT_OUT: Final = {"absPath", "printerSettings", "mailMerge", "altChunk"}
_EMPTIED: Final = {"author", "coreProperties", "documentManagement", "contentTypeSchema", "labelList"}
_PROPERTIES: Final = "Properties"  # of the document where it is the outermost
_NAMES: Final = {"author", "initials", "userId", "userName", "lastModifiedBy"}
_NAMES_OF_PEOPLE: Final = {"displayName", "name"}
_PEOPLE: Final = {"person", "presenceInfo", "userInfo", "cmAuthor"}
_PICTURES: Final = {"image", "feImage", "use", "imagedata", "fill"}
_SOURCES: Final = {"href", "src"}
_UNREADABLE: Final = (expat.ExpatError, LookupError, ValueError)


def rewritten(part: bytes) -> bytes:
    """The same, without. Forbidden, Damaged."""
    return _Writer().written(part)


class _Writer:
    """What has no handler of its own is passed on as it is; comments and instructions have one that does nothing."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._out.write(_HEAD)
        self._is_outermost = True
        self._depth_left_out = 0
        self._parser = parser = expat.ParserCreate()
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.DefaultHandler = self._pass_on
        parser.XmlDeclHandler = parser.CommentHandler = parser.ProcessingInstructionHandler = _leave_out
        parser.StartDoctypeDeclHandler = _refuse

    def written(self, part: bytes) -> bytes:
        try:
            self._parser.Parse(part, True)
        except _UNREADABLE as reason:
            raise Damaged(type(reason).__name__) from reason
        return self._out.getvalue()

    def _start(self, name: str, given: list[str]) -> None:
        if self._depth_left_out:
            self._depth_left_out += 1
            return
        element = _local(name)
        attributes = _attributes(element, dict(zip(given[::2], given[1::2], strict=True)))
        if element in _LEFT_OUT or attributes is None:
            self._depth_left_out = 1
            return
        told = "".join([f" {key}={_quoted(value)}" for key, value in attributes.items()]) if given else ""
        self._pass_on(f"<{name}{told}>")
        if element in _EMPTIED or (self._is_outermost and element == _PROPERTIES):
            self._pass_on(f"</{name}>")
            self._depth_left_out = 1
        self._is_outermost = False

    def _end(self, name: str) -> None:
        if self._depth_left_out:
            self._depth_left_out -= 1
        else:
            self._pass_on(f"</{name}>")

    def _pass_on(self, text: str) -> None:
        if not self._depth_left_out:
            self._out.write(text.encode())


def _attributes(element: str, given: Mapping[str, str]) -> dict[str, str] | None:
    """Those that stay. None: the element does not."""
    if element == "Relationship":
        return related(given)
    if element == "pageSetup":  # what it names is the printer
        return {name: value for name, value in given.items() if not name.endswith(":id")}
    return {name: "" if _is_told(element, _local(name), value) else value for name, value in given.items()}


def _is_told(element: str, attribute: str, value: str) -> bool:
    if element in _PICTURES and attribute in _SOURCES:
        return not value.startswith(("#", "data:"))
    return attribute in _NAMES or (element in _PEOPLE and attribute in _NAMES_OF_PEOPLE)


def _quoted(value: str) -> str:
    return f'"{value}"' if value.isalnum() else quoteattr(value)  # most are, and tables have millions


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _leave_out(*_: object) -> None:
    pass


def _refuse(*_: object) -> None:
    raise Forbidden(BOMB)
