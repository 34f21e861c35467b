"""A file far past what a regency takes is refused without being taken in: neither over the line nor into memory."""

import os
import select
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse

import pytest

from gateway.sandbox.files import pdf
from tests.bench import memory
from tests.support import filings
from tests.support.regency import Regency
from tests.support.stack import RunningStack

MIB = 1024 * 1024
LIMIT, SENT = 25, 100
ON_THE_WAY = 24
"""MiB that may be under way in buffers of both sides and of the store's client when the refusal comes."""
PARTS = 50
"""MiB a process may need for one upload, of any size: the store's client holds several parts of 5 MiB at a time."""


@pytest.fixture
def line(stack: RunningStack) -> Iterator[HTTPConnection]:
    """A connection whose use we see."""
    host, port = stack.base_url.removeprefix("http://").split(":")
    with closing(HTTPConnection(host, int(port), timeout=30)) as connection:
        yield connection


@pytest.fixture
def token(banyumas: Regency) -> str:
    """Somebody who has just filed."""
    return str(banyumas.file(filings.anonymous())["token"])


def begin(line: HTTPConnection, token: str, name: str, value: str) -> None:
    line.putrequest("POST", "/api/v1/reporter/attachments")
    headers = {"Authorization": f"Bearer {token}", "X-File-Name": "besar.pdf", "Content-Type": "application/pdf"}
    for header in (headers | {name: value}).items():
        line.putheader(*header)
    line.endheaders()


def send_chunks(line: HTTPConnection) -> int:
    """Up to SENT MiB as long as nothing is answered; how many were sent."""
    body = pdf("besar") + bytes(MIB)
    for count in range(SENT):
        if select.select([line.sock], [], [], 0)[0]:
            return count
        try:
            line.send(b"%x\r\n%b\r\n" % (len(body), body))
        except ConnectionError:
            return count
        body = bytes(MIB)
    return SENT


def refused(answer: HTTPResponse) -> bool:
    return answer.status == 413 and b"/problems/too-large" in answer.read()


def test_a_file_announced_too_large_is_refused_at_its_first_bytes(line: HTTPConnection, token: str) -> None:
    begin(line, token, "Content-Length", str(SENT * MIB))
    line.send(pdf("besar") + bytes(MIB))
    assert refused(line.getresponse())


def test_a_file_that_does_not_say_how_large_it_is_is_refused_past_the_limit(line: HTTPConnection, token: str) -> None:
    begin(line, token, "Transfer-Encoding", "chunked")
    assert LIMIT <= send_chunks(line) <= LIMIT + ON_THE_WAY
    assert refused(line.getresponse())


def test_a_large_file_is_never_whole_in_memory(line: HTTPConnection, token: str) -> None:
    before = memory.at_rest(os.getpid())["gateway"]
    memory.forget_peaks(os.getpid())
    begin(line, token, "Transfer-Encoding", "chunked")
    send_chunks(line)
    assert memory.peaks(os.getpid())["gateway"] - before < PARTS
