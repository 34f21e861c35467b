"""Office documents are ZIP archives. What is in one is checked before it is unpacked, and bounded while it is.

An archive inside (a table behind a chart) is looked through likewise, to a small depth.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from services.intake.evidence.findings import Damaged, Forbidden
from services.intake.verdicts import BOMB, EMBEDDED, ENCRYPTED, MACROS

MOST_MEMBERS: Final = 4096
LARGEST: Final = 256 * 1024 * 1024
_SMALL: Final = 16 * 1024 * 1024  # up to here nobody minds how well it was packed
_RATIO: Final = 100
_DEEPEST: Final = 2

_MACROS: Final = ("vbaproject.bin", "vbadata.xml")
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"#!", b"\xca\xfe\xba\xbe")
"""How a program, a script or an OLE container begins; none has business in a document."""

_ZIP: Final = b"PK\x03\x04"
_UNREADABLE: Final = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error)


class Archive:
    """An archive that was checked by what it says of itself. Forbidden, Damaged."""

    def __init__(self, file: BinaryIO, depth: int = 0) -> None:
        self.depth, self._unpacked = depth, 0
        try:
            self._zip = zipfile.ZipFile(file)
        except _UNREADABLE as reason:
            # What office programs can still repair must not bring macros along.
            if _names_macros(file):
                raise Forbidden(MACROS) from reason
            raise Damaged(type(reason).__name__) from reason
        self._check()

    @property
    def names(self) -> list[str]:
        """Of everything in it, in its order."""
        return [member.filename for member in self._zip.infolist()]

    def members(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of each, one at a time. Forbidden, Damaged."""
        for member in self._zip.infolist():
            if not member.is_dir():
                content = self._read(member)
                self._look_into(content)
                yield member.filename, content

    def _check(self) -> None:
        members = self._zip.infolist()
        total, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
        if len(members) > MOST_MEMBERS or total > LARGEST:
            raise Forbidden(BOMB)
        if total > _SMALL and total > _RATIO * max(packed, 1):
            raise Forbidden(BOMB)
        if any(member.flag_bits & 1 for member in members):
            raise Forbidden(ENCRYPTED)
        if any(name.lower().endswith(_MACROS) for name in self.names):
            raise Forbidden(MACROS)

    def _read(self, member: zipfile.ZipInfo) -> bytes:
        try:
            with self._zip.open(member) as packed:
                content = packed.read(LARGEST - self._unpacked + 1)
        except _UNREADABLE as reason:
            raise Damaged(type(reason).__name__) from reason
        self._unpacked += len(content)
        if self._unpacked > LARGEST:
            raise Forbidden(BOMB)
        return content

    def _look_into(self, content: bytes) -> None:
        if content.startswith(_PROGRAMS):
            raise Forbidden(EMBEDDED)
        if content.startswith(_ZIP):
            if self.depth >= _DEEPEST:
                raise Forbidden(BOMB)
            for _ in Archive(io.BytesIO(content), self.depth + 1).members():
                pass


def _names_macros(file: BinaryIO) -> bool:
    file.seek(0)
    content = file.read().lower()
    return any(name.encode() in content for name in _MACROS)
