"""Receives webhooks of Dumas with nothing but Python. Put a web server with TLS before it.

DUMAS_WEBHOOK_SECRET=whsec_… DUMAS_API=https://dumas.example DUMAS_KEY=dk_… python dumas_webhook.py
"""

import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

from dumas_events import Refused, inbox, now, require, verify

LARGEST = 1_000_000


class Receiver(BaseHTTPRequestHandler):
    """One event after the other, so that a complaint's events are kept in their order."""

    timeout = 10

    def do_POST(self) -> None:
        """204 when the event is saved; with anything else it comes again."""
        size = self.headers.get("Content-Length", "")
        if not size.isdecimal() or int(size) > LARGEST:
            self._answer(413)
            return
        body = self.rfile.read(int(size))
        try:
            headers = {name.lower(): value for name, value in self.headers.items()}
            verify(headers, body, os.environ["DUMAS_WEBHOOK_SECRET"], now())
            EVENTS.take(json.loads(body))
        except Refused as reason:
            self.log_message("refused: %s", reason)
            self._answer(401)
        except Exception as reason:  # the disk is full, Dumas cannot be asked, or whatever it is: it comes again
            self.log_message("not saved: %r", reason)
            self._answer(503)
        else:
            self._answer(204)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.end_headers()


if __name__ == "__main__":
    require("DUMAS_WEBHOOK_SECRET", "DUMAS_API", "DUMAS_KEY")
    EVENTS = inbox()
    HTTPServer((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8090"))), Receiver).serve_forever()
