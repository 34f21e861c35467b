"""Receivers of webhooks on this machine: they answer as a test says, and keep what they were asked."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answering = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Asked:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    body: str

    @property
    def event(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """Answers 200, or as `script` says: a status, or whatever a function does; one entry for each request."""

    script: list[int | Answering] = field(default_factory=list)
    otherwise: int | Answering = 200
    asked: list[Asked] = field(default_factory=list)
    at_once: int = 0  #: how many requests were there at the same time, at most
    port: int = 0
    scheme: str = "http"
    let_go: threading.Event = field(default_factory=threading.Event)
    _here: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str = "/hook", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def events(self) -> list[str]:
        """The ids that arrived, in their order."""
        return [one.event for one in self.asked]

    def hang(self, handler: BaseHTTPRequestHandler) -> None:
        """No answer until the test ends."""
        self.let_go.wait(30)
        handler.close_connection = True

    def take(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"])).decode()
        with self._lock:
            self._here += 1
            self.at_once = max(self.at_once, self._here)
            self.asked.append(Asked(handler.path, dict(handler.headers), body))
            how = self.script.pop(0) if self.script else self.otherwise
        if isinstance(how, int):
            respond(handler, how)
        else:
            how(handler)
        with self._lock:
            self._here -= 1


def respond(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    """An answer; `Retry_After=...` is the header Retry-After."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


class _Quiet(ThreadingHTTPServer):
    """Who is cut off in the middle is no news."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing to say."""


@contextmanager
def receiving(tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """A receiver at work."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the library's name
            receiver.take(self)

        def log_message(self, *_: object) -> None:
            """Nothing to say."""

    with _Quiet(("127.0.0.1", 0), Handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
            receiver.scheme = "https"
        receiver.port = server.server_port
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield receiver
        finally:
            receiver.let_go.set()
            server.shutdown()
