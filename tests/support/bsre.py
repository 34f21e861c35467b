"""An agency's Esign Client Service on loopback, as public descriptions have it, for tests of what speaks to it.

It signs under an authority of its own, and can be told to behave otherwise: `serving(behaviour)`. What a real server
does is to be verified with an agency's own.
"""

import json
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

import pikepdf

from services.common.press.sheet import Person
from tests.support.signed import authority, signed

USER, PASSWORD = "dumas-uji", "kata sandi uji"
NIK, PASSPHRASE, TOTP = "9900000000000001", "frasa rahasia contoh", "482913"
STATES = {
    NIK: "ISSUE",
    "9900000000000002": "EXPIRED",
    "9900000000000003": "REVOKE",
    "9900000000000004": "NOT_REGISTERED",
}
_SIGNER = Person("Contoh Penanda Tangan", "", "", "Inspektur Daerah")
_UNDER = "Otoritas Uji BSrE"

Said = tuple[int, bytes, str]
Files = Callable[[bytes], list[bytes]]


@dataclass
class Behaviour:
    """How the server deviates: an answer in the place of every one, what it makes of a file, how long it takes."""

    instead: Said | None = None
    instead_of_signing: Said | None = None
    files: Files = lambda sent: [signed(sent, _SIGNER, authority(_UNDER))]
    seconds: float = 0.0
    drips: bool = False


@dataclass
class Fake:
    """Where it is, and what it was asked."""

    url: str
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """Which addresses were asked, in their order."""
        return [path for path, _ in self.asked]


def json_said(status: int, content: Any) -> Said:
    """An answer in JSON."""
    return status, json.dumps(content).encode(), "application/json"


def rewritten(sent: bytes) -> list[bytes]:
    """The same pages in a file that was written anew, and signed."""
    again = BytesIO()
    with pikepdf.open(BytesIO(sent)) as pdf:
        pdf.docinfo["/Producer"] = "Penulis ulang"
        pdf.save(again)
    return [signed(again.getvalue(), _SIGNER, authority(_UNDER))]


@contextmanager
def serving(behaviour: Behaviour | None = None) -> Iterator[Fake]:
    """The server, until the block ends."""
    fake = Fake("")
    handler = type("Handler", (_Handler,), {"fake": fake, "behaviour": behaviour or Behaviour()})
    with _Server(("127.0.0.1", 0), handler) as server:
        fake.url = f"http://127.0.0.1:{server.server_port}"
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        try:
            yield fake
        finally:
            server.shutdown()
            serving.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: whoever asked has gone."""


class _Handler(BaseHTTPRequestHandler):
    fake: Fake
    behaviour: Behaviour

    def do_POST(self) -> None:
        """Any address."""
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.fake.asked.append((self.path, question))
        time.sleep(self.behaviour.seconds)
        status, body, kind = self._answer(question)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status in (301, 302, 307):
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self._write(body)

    def _write(self, body: bytes) -> None:
        if not self.behaviour.drips:
            self.wfile.write(body)
            return
        for at in range(len(body)):
            try:
                self.wfile.write(body[at : at + 1])
            except OSError:
                return  # nobody reads any more
            time.sleep(0.1)

    def _answer(self, question: dict[str, Any]) -> Said:
        if self.behaviour.instead:
            return self.behaviour.instead
        expected = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers["Authorization"] != f"Basic {expected}":
            return json_said(401, {"error": "Unauthorized"})
        state = STATES.get(question["nik"], "NOT_REGISTERED")
        if self.path == "/api/v2/user/check/status":
            return json_said(200, {"status_code": 1111, "message": f"{question['nik']}: {state}", "status": state})
        if self.path == "/api/v2/sign/get/totp":
            return json_said(200, {"message": f"sent to {question['nik']}", "totp": TOTP})
        return self._signed(question) if self.path == "/api/v2/sign/pdf" else json_said(404, {"error": "Not Found"})

    def _signed(self, question: dict[str, Any]) -> Said:
        if self.behaviour.instead_of_signing:
            return self.behaviour.instead_of_signing
        if question.get("passphrase") != PASSPHRASE and question.get("totp") != TOTP:
            return json_said(400, {"status_code": 2031, "error": f"Passphrase anda salah: {question['nik']}"})
        (sent,) = question["file"]
        files = self.behaviour.files(b64decode(sent))
        return json_said(200, {"time": 120, "file": [b64encode(each).decode() for each in files]})

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: tests look through what is logged."""
