"""One file out of a multipart/form-data body, as a stream: no more of it is in memory than one chunk.

Small fields may come before the file; the file is the last part, so that nothing is announced after it was stored.
"""

from collections.abc import Iterator
from typing import BinaryIO

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.sansio.multipart import Data, Epilogue, Event, Field, File, MultipartDecoder, NeedData

from gateway.problems import MalformedUpload

CHUNK = 64 * 1024
_BUFFER = 4 * CHUNK
_FIELD = 1024
_BEHIND = 4


class FilePart:
    """The file of a multipart body. Made by reading up to the file's first byte; then `read` as of a file."""

    def __init__(self, body: BinaryIO, boundary: str) -> None:
        self.fields: dict[str, str] = {}
        self._body, self._delimiter, self._seen = body, b"--" + boundary.encode("latin-1"), b""
        self._decoder = MultipartDecoder(boundary.encode("latin-1"), max_form_memory_size=_BUFFER)
        self._events = self._decoded()
        self._left, self._is_over = b"", False
        self.file_name = self._first_file().filename

    def read(self, amount: int = -1) -> bytes:
        """Up to `amount` bytes, at least one unless the file is over. MalformedUpload when the body is broken."""
        while not self._left and not self._is_over:
            self._next()
        if amount < 0:
            amount = len(self._left)
        data, self._left = self._left[:amount], self._left[amount:]
        return data

    def _next(self) -> None:
        event = next(self._events)
        if not isinstance(event, Data):
            raise MalformedUpload("the file must be the only one, and the last part")
        self._left = event.data
        if not event.more_data:
            self._is_over = True
            if not isinstance(next(self._events), Epilogue):
                raise MalformedUpload("the file must be the only one, and the last part")

    def _first_file(self) -> File:
        for event in self._events:
            if isinstance(event, File):
                return event
            if isinstance(event, Field):
                self.fields[event.name] = self._text()
        raise MalformedUpload("it has no part with a file name")

    def _text(self) -> str:
        value = b""
        for event in self._events:
            if not isinstance(event, Data):
                break
            value += event.data
            if len(value) > _FIELD:
                raise MalformedUpload(f"a field before the file is longer than {_FIELD} bytes")
            if not event.more_data:
                break
        return value.decode(errors="replace")

    def _decoded(self) -> Iterator[Event]:
        while True:
            try:
                event = self._decoder.next_event()
                if isinstance(event, NeedData):
                    self._decoder.receive_data(self._piece() or None)
                    continue
            except (ValueError, RequestEntityTooLarge) as reason:
                raise MalformedUpload("it is not proper multipart/form-data, or broke off") from reason
            yield event
            if isinstance(event, Epilogue):
                return

    def _piece(self) -> bytes:
        """The next piece of the body, never ending right behind a delimiter.

        werkzeug 3.1 would give the line break before such a delimiter out as content of the file.
        """
        piece = self._body.read(CHUNK)
        while self._ends_behind_delimiter(self._seen + piece) and (more := self._body.read(CHUNK)):
            piece += more
        self._seen = (self._seen + piece)[-len(self._delimiter) :]
        return piece

    def _ends_behind_delimiter(self, seen: bytes) -> bool:
        at = seen.rfind(self._delimiter)
        return at >= 0 and len(seen) - at < len(self._delimiter) + _BEHIND
