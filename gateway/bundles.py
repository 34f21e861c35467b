"""A ZIP of files that is made while it is sent: nothing is compressed or kept, and its length is known beforehand.

The same files give the same bytes: times are fixed, and so is the order. Every file is held to its size and hash on
the way; when one is not what it should be the connection breaks off, and nobody takes half a bundle for a whole one.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP can name
_ANYBODY_READS: Final = 0o644 << 16
_AROUND_A_FILE: Final = 30 + 16 + 46  # its header, the sizes that follow it, and its line in the directory
_END: Final = 22

Content = Callable[[], Iterable[bytes]]


class Broken(Exception):
    """A file is not what it was said to be; what was sent so far is no bundle."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a bundle: `name` in plain ASCII, `what` in words for people, the size in bytes, the hash in hex."""

    name: str
    what: str
    size: int
    sha256: str
    content: Content


def written(name: str, what: str, text: str) -> Entry:
    """A file that is a text."""
    plain = text.encode()
    return Entry(name, what, len(plain), hashlib.sha256(plain).hexdigest(), lambda: (plain,))


def sums(entries: Sequence[Entry]) -> Entry:
    """SHA256SUMS, as sha256sum(1) checks it."""
    lines = [f"{entry.sha256}  {entry.name}\n" for entry in entries]
    return written("SHA256SUMS", "Daftar SHA-256", "".join(lines))


def length(entries: Sequence[Entry]) -> int:
    """How many bytes the ZIP of these files has."""
    return sum(_AROUND_A_FILE + 2 * len(entry.name.encode()) + entry.size for entry in entries) + _END


def zipped(entries: Sequence[Entry]) -> Iterator[bytes]:
    """The ZIP, in pieces. Broken, and whatever reading a file raises."""
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_STORED) as archive:
        for entry in entries:
            info = ZipInfo(entry.name, _LONG_AGO)
            info.file_size, info.external_attr = entry.size, _ANYBODY_READS
            with archive.open(info, "w") as file:
                for piece in _held_to_its_word(entry):
                    file.write(piece)
                    yield sink.taken()
    yield sink.taken()


def _held_to_its_word(entry: Entry) -> Iterator[bytes]:
    digest, size = hashlib.sha256(), 0
    for piece in entry.content():
        digest.update(piece)
        size += len(piece)
        yield piece
    if (size, digest.hexdigest()) != (entry.size, entry.sha256):
        raise Broken(entry.name)


class _Sink:
    """Where the archive writes to, and what is sent is taken from. It has no places to go back to."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        """As of a file."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """As of a file; there is nothing to wait for."""

    def close(self) -> None:
        """As of a file."""

    def taken(self) -> bytes:
        """What has been written since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
