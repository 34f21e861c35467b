"""Files that are not taken: judged by their content, bounded in size and number, and never half kept."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import requests

from gateway.sandbox.files import jpeg, pdf
from tests.support import filings
from tests.support.problems import ask, refused
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]

LIMIT = 25 * 1024 * 1024
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(512)

Sender = tuple[RunningStack, str]


@pytest.fixture
def reporter(stack: RunningStack, banyumas: Regency) -> Sender:
    """Somebody who has just filed."""
    return stack, str(banyumas.file(filings.anonymous())["token"])


def send(sender: Sender, body: Any, media_type: str = "application/pdf", **headers: str) -> requests.Response:
    stack, token = sender
    named = {"Content-Type": media_type, "X-File-Name": "bukti.pdf", **headers}
    return ask(stack, "POST", "/reporter/attachments", token, data=body, headers=named)


def kept(sender: Sender) -> list[Json]:
    stack, token = sender
    attachments: list[Json] = ask(stack, "GET", "/reporter/complaint", token).json()["attachments"]
    return attachments


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "attachment-refused"),
        (SVG, 422, "attachment-refused"),
        (HTML, 422, "attachment-refused"),
        (PROGRAM, 422, "attachment-refused"),
        (pdf("besar") + bytes(LIMIT), 413, "too-large"),
    ],
    ids=["empty", "svg", "html", "program", "oversize"],
)
@pytest.mark.parametrize("announced", ["application/pdf", "image/jpeg"])
def test_what_is_not_taken_is_refused_whatever_it_is_called(
    reporter: Sender, body: bytes, status: int, code: str, announced: str
) -> None:
    refused(send(reporter, body, announced), status, code)
    assert kept(reporter) == []


def test_a_file_that_turns_out_too_large_is_refused_on_the_way(reporter: Sender) -> None:
    def pieces() -> Iterator[bytes]:
        yield pdf("besar")
        for _ in range(26):
            yield bytes(1024 * 1024)

    refused(send(reporter, pieces()), 413, "too-large")
    assert kept(reporter) == []


def test_a_photograph_that_is_called_a_pdf_is_kept_as_what_it_is(reporter: Sender) -> None:
    assert send(reporter, jpeg(), "application/pdf").json()["media_type"] == "image/jpeg"


def test_a_kind_of_attachment_nobody_knows_is_refused(reporter: Sender) -> None:
    refused(send(reporter, pdf("x"), **{"X-Attachment-Kind": "ijazah"}), 422, "invalid")
    refused(send(reporter, pdf("x"), **{"X-Attachment-Kind": "dua kata"}), 422, "invalid")
    assert kept(reporter) == []


@pytest.mark.parametrize("name", ["", "%20", "/", "../"])
def test_a_file_without_a_name_is_refused(reporter: Sender, name: str) -> None:
    assert send(reporter, pdf("x"), **{"X-File-Name": name}).status_code in {400, 422}
    assert kept(reporter) == []


def test_a_form_that_is_none_is_refused(reporter: Sender) -> None:
    refused(send(reporter, b"no form", "multipart/form-data; boundary=x"), 400, "malformed-upload")
    refused(send(reporter, b"no form", "multipart/form-data"), 400, "malformed-upload")


def test_a_complaint_takes_twenty_files_and_no_more(reporter: Sender) -> None:
    taken = [send(reporter, pdf(f"berkas {number}")).status_code for number in range(20)]
    assert taken == [201] * 20
    refused(send(reporter, pdf("satu lagi")), 422, "attachment-refused")
    assert len(kept(reporter)) == 20


def test_a_file_refused_for_what_it_is_takes_no_room(reporter: Sender) -> None:
    refusals = {send(reporter, HTML).status_code for _ in range(20)}
    assert refusals == {422}
    assert send(reporter, pdf("berkas")).status_code == 201


def test_a_name_comes_back_without_its_folders(reporter: Sender) -> None:
    sent = send(reporter, pdf("x"), **{"X-File-Name": quote("..\\..\\rumah/Ibu “Karangan”\r\n.pdf")})
    assert sent.json()["file_name"] == "Ibu “Karangan”.pdf"


def test_the_file_of_another_complaint_is_not_found(stack: RunningStack, reporter: Sender, banyumas: Regency) -> None:
    mine = send(reporter, pdf("x")).json()["attachment_id"]
    other = banyumas.file(filings.anonymous())
    refused(ask(stack, "GET", f"/reporter/attachments/{mine}", other["token"]), 404, "not-found")
    officer = f"/complaints/{banyumas.filed(filings.anonymous())}/attachments/{mine}"
    refused(ask(stack, "GET", officer, banyumas.token("petugas")), 404, "not-found")
