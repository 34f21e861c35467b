"""One webhook: one request to one address, once, within its time; no redirect is followed, no proxy is asked.

Who is at the other end is not trusted: it may not answer, or answer a byte a second for ever, or a gigabyte.
"""

import logging
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import Final

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from services.notify.deliveries.addresses import Gate, NotAllowed, Target

# It would write the whole address of a receiver into the log, with whatever key stands in it.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)

LARGEST_ANSWER: Final = 4096
_CONNECTING: Final = 5.0
_GONE: Final = 410


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request. Without `failure` it was taken; without `status` nobody answered."""

    milliseconds: int
    status: int | None = None
    failure: str | None = None
    text: str = ""
    retry_after: str | None = None


class _Time:
    """How long a request may take. When it is over, its connection is cut off, however busily something drips in."""

    def __init__(self, seconds: float) -> None:
        self._began, self._seconds = time.monotonic(), seconds
        self._timer: threading.Timer | None = None
        self._line: socket.socket | None = None
        self.is_over = False

    @property
    def left(self) -> float:
        return max(0.001, self._seconds - (time.monotonic() - self._began))

    @property
    def milliseconds(self) -> int:
        return round((time.monotonic() - self._began) * 1000)

    def limit(self, line: socket.socket) -> None:
        """By a second handle of the line, since TLS takes the first away."""
        self._line = line.dup()
        self._timer = threading.Timer(self.left, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        if self._timer and self._line:
            self._timer.cancel()
            self._line.close()

    def _cut(self) -> None:
        self.is_over = True
        with suppress(OSError):  # the other side was faster
            if self._line:
                self._line.shutdown(socket.SHUT_RDWR)


class _Pinned(HTTPConnection):
    """Connects to addresses that were judged before; name, certificate and Host stay those of the URL."""

    addresses: tuple[str, ...]
    clock: _Time

    def _new_conn(self) -> socket.socket:
        failure: OSError = ConnectionRefusedError()
        for address in self.addresses:
            try:
                line = socket.create_connection((address, self.port), min(_CONNECTING, self.clock.left))
            except OSError as reason:
                failure = reason
                continue
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.clock.limit(line)
            return line
        raise failure


class _PinnedSecure(_Pinned, HTTPSConnection):
    """The same with TLS."""


class Sender:
    """Sends webhooks. Safe to use from many threads."""

    def __init__(self, gate: Gate, seconds: float = 15.0, trust: ssl.SSLContext | None = None) -> None:
        """`seconds` for all of a request; `trust` is whose certificates are believed, by default the system's."""
        self._gate, self._seconds = gate, seconds
        self._trust = trust or ssl.create_default_context()

    def send(self, url: str, headers: dict[str, str], body: bytes) -> Answer:
        """Ask once. Whatever happens out there is an answer, and no exception."""
        time_ = _Time(self._seconds)
        try:
            target = self._gate.target(url)
        except NotAllowed as reason:
            return Answer(time_.milliseconds, failure=reason.code)
        connection = self._connection(target, time_)
        try:
            connection.request("POST", target.path, body=body, headers=headers, preload_content=False)
            response = connection.getresponse()
            # To a parser, headers that were cut off look like headers that have ended.
            return Answer(time_.milliseconds, failure="timeout") if time_.is_over else _answer(response, time_)
        except (OSError, HTTPException, HTTPError) as reason:
            return Answer(time_.milliseconds, failure="timeout" if time_.is_over else _code(reason))
        finally:
            time_.end()
            connection.close()

    def _connection(self, target: Target, time_: _Time) -> _Pinned:
        connection: _Pinned
        if target.is_secure:
            connection = _PinnedSecure(target.host, target.port, timeout=time_.left, ssl_context=self._trust)
        else:
            connection = _Pinned(target.host, target.port, timeout=time_.left)
        connection.addresses, connection.clock = target.addresses, time_
        return connection


def _answer(response: HTTPResponse, time_: _Time) -> Answer:
    status = response.status
    if 200 <= status < 300:
        failure = None
    elif 300 <= status < 400:
        failure = "redirect"
    else:
        failure = "gone" if status == _GONE else "status"
    text = _beginning(response)
    return Answer(time_.milliseconds, status, failure, text, response.headers.get("Retry-After"))


def _beginning(response: HTTPResponse) -> str:
    try:
        read = response.read1(LARGEST_ANSWER, decode_content=False)
    except (OSError, HTTPException, HTTPError):
        return ""  # what was to be known is known: the status
    return read[:LARGEST_ANSWER].decode(errors="replace").replace("\x00", "")


def _code(reason: Exception) -> str:
    if isinstance(reason, TimeoutError):
        return "timeout"
    if isinstance(reason, ssl.SSLError):
        return "tls"
    if isinstance(reason, ConnectionRefusedError):
        return "refused"
    return "broken" if isinstance(reason, ConnectionError | HTTPException | HTTPError) else "unreachable"
