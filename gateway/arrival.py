"""A file that anybody may send to be checked, on its way in: read whole, and kept nowhere.

Who sends slowly keeps others from sending. So there are places for a few, no more than two for one client, and a file
that has not arrived in time is given up: its line is shut for reading, which wakes whoever waits for it.
"""

import socket
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, cast

from flask import Request

from gateway.clients import network_of
from gateway.multipart import CHUNK, FilePart
from gateway.problems import Busy, MalformedUpload, TooLarge

LARGEST: Final = 25 * 1024 * 1024
"""Bytes of a file that is checked."""
SECONDS: Final = 60.0
"""How long it may be on its way."""

_AT_ONCE, _OF_ONE = 8, 2
_AROUND = 64 * 1024  # what a multipart body may weigh besides the file
_MULTIPART = "multipart/form-data"
_LINES: Final = ("gunicorn.socket", "werkzeug.socket")  # where a server puts the connection of a request


class Arrivals:
    """Who is sending a file to this process, by client."""

    def __init__(self, at_once: int = _AT_ONCE, of_one: int = _OF_ONE) -> None:
        self._lock, self._sending = threading.Lock(), Counter[str]()
        self._at_once, self._of_one = at_once, of_one

    @contextmanager
    def place(self, client: str) -> Iterator[None]:
        """A place to send from; Busy when all are taken, or this client has its share."""
        with self._lock:
            if self._sending.total() >= self._at_once or self._sending[client] >= self._of_one:
                raise Busy
            self._sending[client] += 1
        try:
            yield
        finally:
            with self._lock:
                self._sending[client] -= 1
                self._sending += Counter()  # forgets who sends nothing any more


ARRIVALS: Final = Arrivals()


def received(request: Request, seconds: float = SECONDS) -> bytes:
    """The one file of a request, a multipart body or the body itself. Busy, TooLarge, MalformedUpload."""
    request.max_content_length = sys.maxsize  # what is told is our own limit, not that of the body around it
    if (request.content_length or 0) > LARGEST + _AROUND:
        raise TooLarge(LARGEST)
    with ARRIVALS.place(network_of(request.remote_addr)), _in_time(request, seconds) as is_late:
        return _read(request, is_late)


def _read(request: Request, is_late: threading.Event) -> bytes:
    stream = cast(BinaryIO, request.stream)
    if request.mimetype == _MULTIPART:
        stream = cast(BinaryIO, FilePart(stream, request.mimetype_params.get("boundary", "")))
    file = bytearray()
    while not is_late.is_set() and (piece := stream.read(CHUNK)):
        file += piece
        if len(file) > LARGEST:
            raise TooLarge(LARGEST)
    if is_late.is_set() or not file:
        raise MalformedUpload("there is no file in it")
    return bytes(file)


@contextmanager
def _in_time(request: Request, seconds: float) -> Iterator[threading.Event]:
    """Shut the line when the time is over; MalformedUpload then, whatever that looked like to who was reading."""
    line = next((request.environ[name] for name in _LINES if name in request.environ), None)
    is_late = threading.Event()
    cut = threading.Timer(seconds, _shut, (line, is_late))
    cut.daemon = True
    cut.start()
    try:
        yield is_late
    except Exception as reason:
        if is_late.is_set():
            raise MalformedUpload(f"it did not arrive within {seconds:g} seconds") from reason
        raise
    finally:
        cut.cancel()


def _shut(line: socket.socket | None, is_late: threading.Event) -> None:
    is_late.set()
    try:
        if line is not None:
            line.shutdown(socket.SHUT_RD)
    except OSError:
        return  # it was closed meanwhile
