"""Files as they lie in the object store: encrypted in chunks, so that they stream, under a key of their own.

AES-256-GCM in the STREAM construction. The nonce of a chunk is a random prefix, the chunk's number and whether it is
the last, so a file that was cut off, put in another order, continued or mixed with another does not open. A file is
`header, prefix, chunk, chunk, …`; a chunk is 64 KiB of content and a tag, the last one may be shorter.
"""

import os
from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK: Final = 64 * 1024
_HEADER: Final = b"dumas\x01"
_PREFIX: Final = 7
_START: Final = len(_HEADER) + _PREFIX
_TAG: Final = 16
_COUNTER: Final = 4


class Altered(Exception):
    """What lies in the store is not what was put there, or the key is another file's."""


class Reader(Protocol):
    """A stream, as far as it is needed here."""

    def read(self, amount: int = -1, /) -> bytes: ...


class Sealing:
    """A stream around a plain one; what is read from it is sealed."""

    def __init__(self, plain: Reader, key: bytes) -> None:
        prefix = os.urandom(_PREFIX)
        self._plain, self._chunks = plain, _Chunks(key, prefix)
        self._ready = bytearray(_HEADER + prefix)
        self._next: bytes | None = None
        self._is_over = False

    def read(self, amount: int = -1) -> bytes:
        """Up to `amount` bytes, fewer only at the end; all of it without one."""
        while not self._is_over and (amount < 0 or len(self._ready) < amount):
            self._seal_one()
        amount = len(self._ready) if amount < 0 else amount
        data = bytes(self._ready[:amount])
        del self._ready[:amount]
        return data

    def _seal_one(self) -> None:
        chunk = _filled(self._plain) if self._next is None else self._next
        # Only who has looked behind a chunk knows whether it is the last.
        self._next = _filled(self._plain) if len(chunk) == CHUNK else b""
        self._is_over = not self._next
        self._ready += self._chunks.sealed(chunk, self._is_over)


def opened(stored: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """The content of a sealed file, from its bytes in pieces of any size. Altered, before the last piece at latest."""
    waiting, chunks = bytearray(), None
    for piece in stored:
        waiting += piece
        if chunks is None and len(waiting) >= _START:
            chunks = _begun(waiting, key)
        while chunks and len(waiting) > CHUNK + _TAG:  # something follows, so this is not the last
            yield chunks.opened(bytes(waiting[: CHUNK + _TAG]), False)
            del waiting[: CHUNK + _TAG]
    if chunks is None:
        raise Altered("it is shorter than its header")
    yield chunks.opened(bytes(waiting), True)


def _begun(waiting: bytearray, key: bytes) -> "_Chunks":
    """What opens the chunks that follow; takes header and prefix away."""
    if not waiting.startswith(_HEADER):
        raise Altered("it has no header")
    chunks = _Chunks(key, bytes(waiting[len(_HEADER) : _START]))
    del waiting[:_START]
    return chunks


class _Chunks:
    """Seals or opens the chunks of one file, in their order."""

    def __init__(self, key: bytes, prefix: bytes) -> None:
        self._cipher, self._prefix, self._number = AESGCM(key), prefix, 0

    def sealed(self, chunk: bytes, is_last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(is_last), chunk, _HEADER)

    def opened(self, chunk: bytes, is_last: bool) -> bytes:
        try:
            return self._cipher.decrypt(self._nonce(is_last), chunk, _HEADER)
        except InvalidTag as reason:
            raise Altered(f"chunk {self._number} does not open") from reason

    def _nonce(self, is_last: bool) -> bytes:
        number = self._number.to_bytes(_COUNTER, "big")
        self._number += 1
        return self._prefix + number + bytes([is_last])


def _filled(stream: Reader) -> bytes:
    """A whole chunk, less only at the end of the stream."""
    data = b""
    while len(data) < CHUNK and (more := stream.read(CHUNK - len(data))):
        data += more
    return data
