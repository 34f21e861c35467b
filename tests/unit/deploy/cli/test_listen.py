"""`dumas listen` as a developer types it, against a Dumas that answers what the test says."""

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from standardwebhooks import Webhook

from services.common.contracts.outward.examples import example
from tests.support.receivers import Receiver, receiving
from tests.unit.deploy.cli.command import dumas

SECRET = "whsec_" + base64.b64encode(b"r" * 32).decode()
BODY = example("complaint.closed")
TOLD = f"id: 12\nevent: complaint.closed\ndata: {BODY}\n\n"
REFUSED = {
    "detail": "Some values do not fit; see the list of errors.",
    "errors": [{"field": "types", "message": "there is no event complaint.closd; the catalogue is at /docs/events"}],
}


class Api(HTTPServer):
    """Answers each request with the next of these, and with a refusal when there is none left."""

    answers: list[tuple[int, str]]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answering(BaseHTTPRequestHandler):
    server: Api

    def do_GET(self) -> None:  # the library's name
        status, text = self.server.answers.pop(0) if self.server.answers else (422, json.dumps(REFUSED))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Nothing to say."""


@pytest.fixture
def api() -> Iterator[Api]:
    with Api(("127.0.0.1", 0), Answering) as server:
        server.answers = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def test_a_refusal_tells_field_by_field_what_is_wrong(api: Api, receiver: Receiver) -> None:
    said = dumas("listen", "--api", api.address, "--forward", receiver.url(), "--key", "dk_x", "--types", "x")
    assert said.exit_code == 1
    assert "types: there is no event complaint.closd" in said.output


def test_a_secret_that_is_given_is_the_one_that_signs(api: Api, receiver: Receiver) -> None:
    api.answers = [(200, TOLD)]
    words = ("listen", "--api", api.address, "--forward", receiver.url(), "--key", "dk_x", "--secret", SECRET)
    assert f"signed with {SECRET}\n" in dumas(*words).output
    (sent,) = receiver.asked
    Webhook(SECRET).verify(sent.body, sent.headers)


def test_without_one_each_start_has_its_own(api: Api, receiver: Receiver) -> None:
    words = ("listen", "--api", api.address, "--forward", receiver.url(), "--key", "dk_x")
    first, second = (dumas(*words).output.splitlines()[0] for _ in range(2))
    assert first.startswith("signed with whsec_")
    assert first != second


@pytest.mark.parametrize(
    ("option", "given"),
    [
        ("--forward", "localhost:8792/"),
        ("--forward", "/hook"),
        ("--api", "dumas.example"),
        ("--secret", "rahasia"),
        ("--secret", "whsec_!"),
        ("--secret", "whsec_cGVuZGVr"),
    ],
)
def test_what_cannot_work_is_refused_at_the_start(api: Api, option: str, given: str) -> None:
    good = {"--api": api.address, "--forward": "http://localhost:9000/", "--key": "dk_x"} | {option: given}
    said = dumas("listen", *(word for pair in good.items() for word in pair))
    assert (said.exit_code, option in said.output) == (2, True)
