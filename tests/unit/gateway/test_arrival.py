"""Files that anybody sends to be checked: who sends slowly shuts out nobody else, and is not waited for for ever."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from typing import Any

import pytest
from flask import Flask, request
from werkzeug.serving import make_server

from gateway.arrival import FORMS, Arrivals, received, whole
from gateway.problems import Busy, MalformedUpload
from services.common.contracts.documents import Certificate
from tests.support.patience import until
from tests.unit.gateway import issued_papers as papers
from tests.unit.gateway.answerer import Answerer

PDF = {"Content-Type": "application/pdf"}
HERE, OTHER_NETWORK = "127.0.0.1", "127.0.0.2"
FORM, OURS = "/contoh/lacak", {"Sec-Fetch-Site": "same-origin"}


@contextmanager
def serving(app: Any) -> Iterator[int]:
    """The port at which an application answers."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()


def begin(port: int, path: str, headers: Mapping[str, str] | None = None) -> socket.socket:
    """Say that a body comes, and send two bytes of it."""
    told = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
    line = socket.create_connection(("127.0.0.1", port))
    line.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\n{told}Content-Length: 1000\r\n\r\n%P".encode())
    return line


def test_who_sends_slowly_keeps_nobody_else_from_having_a_file_checked(app: Any, desks: Answerer) -> None:
    desks.on("register.verification", papers.issued())
    desks.on("register.signing_certificate", Certificate(pem=papers.AUTHORITY, sha256=papers.digest(b"x")))
    with serving(app) as port, ExitStack() as slow:
        for _ in range(4):
            slow.enter_context(closing(begin(port, papers.ADDRESS)))
        until(lambda: len(desks.calls) == 4)
        other = HTTPConnection("127.0.0.1", port, source_address=(OTHER_NETWORK, 0))
        other.request("POST", papers.ADDRESS, papers.pdf(), PDF)
        assert other.getresponse().status == 200
        other.close()


def test_who_sends_forms_slowly_keeps_nobody_else_from_sending_one(app: Any) -> None:
    with serving(app) as port, ExitStack() as slow:
        for _ in range(6):
            slow.enter_context(closing(begin(port, FORM, OURS)))
        until(lambda: FORMS.count(HERE) == 6)
        assert _sent(port, HERE) == 503
        assert _sent(port, OTHER_NETWORK) == 422


def test_a_form_that_does_not_arrive_in_time_is_given_up() -> None:
    given_up, app = threading.Event(), Flask("late")

    @app.post("/")
    def late() -> str:
        with pytest.raises(MalformedUpload, match=r"within 0\.2 seconds"):
            whole(request, seconds=0.2)
        given_up.set()
        return "given up"

    with serving(app) as port, closing(begin(port, "/")):
        assert given_up.wait(5)


def _sent(port: int, network: str) -> int:
    """How a form from there is answered."""
    with closing(HTTPConnection("127.0.0.1", port, source_address=(network, 0))) as line:
        line.request("POST", FORM, "nomor=", {"Content-Type": "application/x-www-form-urlencoded"} | OURS)
        return line.getresponse().status


def test_a_client_sends_two_files_at_a_time_and_all_clients_so_many() -> None:
    arrivals = Arrivals(at_once=3)
    with arrivals.place("a"), arrivals.place("a"):
        with pytest.raises(Busy), arrivals.place("a"):
            pass
        with arrivals.place("b"), pytest.raises(Busy), arrivals.place("c"):
            pass
        with arrivals.place("c"):
            pass
    with arrivals.place("a"):
        pass


def test_a_file_that_does_not_arrive_in_time_is_given_up() -> None:
    given_up, app = threading.Event(), Flask("late")

    @app.post("/")
    def late() -> str:
        with pytest.raises(MalformedUpload, match=r"within 0\.2 seconds"):
            received(request, seconds=0.2)
        given_up.set()
        return "given up"

    with serving(app) as port, closing(begin(port, "/")):
        assert given_up.wait(5)
