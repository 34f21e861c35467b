"""Takes webhooks: checks the signature over the very bytes, hands the event on, and answers at once.

Put a web server with a certificate in front of it; it listens on this machine only.
"""

import json
import logging
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from . import signing
from .http import Away

log = logging.getLogger("lapak_aduan")
LARGEST = 256 * 1024


class Receiver(ThreadingHTTPServer):
    """A server of its own threads. `take` gets each event; Away from it has the event sent again."""

    def __init__(self, port: int, secret: str, take: Callable[[dict[str, Any]], None]) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.secret, self.take = secret, take

    def begin(self) -> None:
        """Listen beside the rounds."""
        threading.Thread(target=self.serve_forever, daemon=True).start()
        log.info("waiting for webhooks on port %d", self.server_port)


class _Handler(BaseHTTPRequestHandler):
    timeout = 20

    def do_POST(self) -> None:
        """One webhook."""
        mine = cast(Receiver, self.server)
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length) if length <= LARGEST else b""
        name, at, signed = (self.headers.get(f"webhook-{what}", "") for what in ("id", "timestamp", "signature"))
        if not signing.is_genuine(mine.secret, name, at, signed, body):
            return self._answer(401)
        try:
            mine.take(json.loads(body))
        except Away as reason:  # the portal is away: Dumas sends it again
            log.warning("an event was not taken: %s", reason)
            return self._answer(503)
        return self._answer(204)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing: addresses and paths of webhooks are no news."""
