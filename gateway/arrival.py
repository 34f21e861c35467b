"""Bodies on their way in: forms, evidence, and files that anybody may have checked.

Who sends slowly holds a thread, and there are few. So there are places for some, fewer for one client, and a body that
has not arrived in time is given up: its line is shut for reading, which wakes whoever waits for it.
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
FORM_SECONDS, UPLOAD_SECONDS = 30.0, 900.0

_AT_ONCE, _OF_ONE = 8, 2
_AROUND = 64 * 1024  # what a multipart body may weigh besides the file
_MULTIPART = "multipart/form-data"
_LINES: Final = ("gunicorn.socket", "werkzeug.socket")  # where a server puts the connection of a request


class Arrivals:
    """Who is sending a file to this process, by client."""

    def __init__(self, at_once: int = _AT_ONCE, of_one: int = _OF_ONE) -> None:
        self._lock, self._sending = threading.Lock(), Counter[str]()
        self._at_once, self._of_one = at_once, of_one

    def count(self, client: str) -> int:
        """How many bodies this client is sending."""
        with self._lock:
            return self._sending[client]

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
FORMS: Final = Arrivals(at_once=12, of_one=6)
UPLOADS: Final = Arrivals(at_once=8, of_one=4)
"""Of the sixteen threads of a process; one address may stand for an office, or for many phones."""


def whole(request: Request, seconds: float = FORM_SECONDS) -> None:
    """Have a form, or JSON, here before anything is done with it; Flask finds it read. Busy, MalformedUpload."""
    try:
        with FORMS.place(network_of(request.remote_addr)), _in_time(request, seconds):
            request.get_data()
    except Busy:
        _shut(_line(request), threading.Event())  # or the server would wait for the rest of it
        raise


@contextmanager
def upload(request: Request, seconds: float = UPLOAD_SECONDS) -> Iterator[None]:
    """While a file streams through. Busy, MalformedUpload."""
    with UPLOADS.place(network_of(request.remote_addr)), _in_time(request, seconds):
        yield


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
    is_late = threading.Event()
    cut = threading.Timer(seconds, _shut, (_line(request), is_late))
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


def _line(request: Request) -> socket.socket | None:
    return next((request.environ[name] for name in _LINES if name in request.environ), None)


def _shut(line: socket.socket | None, is_late: threading.Event) -> None:
    is_late.set()
    try:
        if line is not None:
            line.shutdown(socket.SHUT_RD)
    except OSError:
        return  # it was closed meanwhile
