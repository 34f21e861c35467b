"""One question to a signing server and its answer: JSON both ways, bounded in time and size.

By the standard library's client, which logs nothing, follows no redirect and tries nothing twice: the body of a
question holds a passphrase. What goes wrong is told without the question and without the answer.
"""

import json
import socket
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, Final

from gateway.signing.problems import SigningAnswerRefused, SigningAway
from gateway.signing.servers import Server

_CONNECT: Final = 5.0
_SHORTEST: Final = 0.001
_PIECE: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; `content` is None where that was no JSON object."""

    status: int
    content: dict[str, Any] | None


class Deadline:
    """A moment after which nothing is waited for."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds."""
        return max(self._at - time.monotonic(), 0.0)


def asked(server: Server, path: str, question: dict[str, Any], deadline: Deadline, most: int) -> Answer:
    """Ask, and read at most `most` bytes. SigningAway, SigningAnswerRefused."""
    body = json.dumps(question).encode()
    try:
        with _connected(server, deadline) as connection:
            connection.request("POST", server.path + path, body, _headers(server))
            answer = connection.getresponse()
            return Answer(answer.status, _parsed(_read(answer, deadline, most)))
    except (OSError, HTTPException):
        raise SigningAway from None  # its context could quote what was sent


@contextmanager
def _connected(server: Server, deadline: Deadline) -> Iterator[HTTPConnection]:
    connection = _connection(server, max(min(_CONNECT, deadline.left), _SHORTEST))
    try:
        connection.connect()
        line: socket.socket = connection.sock
        line.settimeout(max(deadline.left, _SHORTEST))
        # Each wait is bounded by that, but a server that sends a byte now and then could draw them out.
        cut = threading.Timer(deadline.left, _shut, (line,))
        cut.daemon = True
        cut.start()
        try:
            yield connection
        finally:
            cut.cancel()
    finally:
        connection.close()


def _connection(server: Server, patience: float) -> HTTPConnection:
    if server.trust is None:
        return HTTPConnection(server.host, server.port, timeout=patience)
    return HTTPSConnection(server.host, server.port, timeout=patience, context=server.trust)


def _shut(line: socket.socket) -> None:
    try:
        socket.socket.shutdown(line, socket.SHUT_RDWR)  # under TLS too: whoever reads is woken
    except OSError:
        return  # it was closed meanwhile


def _headers(server: Server) -> dict[str, str]:
    known = b64encode(f"{server.user}:{server.password}".encode()).decode()
    return {
        "Authorization": f"Basic {known}",
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Connection": "close",
    }


def _read(answer: HTTPResponse, deadline: Deadline, most: int) -> bytes:
    said = bytearray()
    while piece := answer.read1(_PIECE):
        said += piece
        if len(said) > most:
            raise SigningAnswerRefused("it is larger than the document with a signature can be")
    if answer.length or not deadline.left:  # it said there would be more, or was cut off
        raise SigningAway
    return bytes(said)


def _parsed(said: bytes) -> dict[str, Any] | None:
    try:
        content = json.loads(said)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
