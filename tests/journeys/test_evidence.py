"""Files from the reporter's hands to the unit's: looked through first, copied without what is hidden, never shown."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
import requests
from PIL import Image

from deploy.demo.api import Api, Refused, Upload
from deploy.demo.story import Turn
from tests.journeys.test_katingan import examined
from tests.support import filings
from tests.support.checked import OWN, accepted, listed, settled
from tests.support.clamav import EICAR, RunningClamd
from tests.support.problems import ask, refused
from tests.support.regency import FORWARD, Regency
from tests.support.stack import RunningStack
from tests.unit.intake.evidence.samples import AUTHOR, DOCX, letter, office, photograph

Json = dict[str, Any]

MEMO = {"unit": "dinas_pendidikan", "memo": "Mohon ditindaklanjuti; karangan."}
LETTER = Upload("Surat Ibu Karangan.pdf", "application/pdf", letter())
INFECTED = Upload("virus.pdf", "application/pdf", LETTER.content + b"\n% " + EICAR)
"""Behind a PDF, where no reader of PDF looks."""


@pytest.fixture
def receipt(banyumas: Regency) -> Json:
    return banyumas.file(filings.by_letter(), "petugas")


@pytest.fixture
def reporter(banyumas: Regency, receipt: Json) -> Api:
    return banyumas.reporter(receipt)


def sent(reporter: Api, file: Upload) -> str:
    """The id of a file that has just been sent."""
    return str(reporter.upload("/reporter/attachments", file)["attachment_id"])


def download(who: Api, place: str, **query: Any) -> requests.Response:
    return who.request("GET", place, params=query)


def test_an_infected_file_is_listed_with_the_reason_and_given_to_nobody(
    banyumas: Regency, receipt: Json, reporter: Api
) -> None:
    attachment_id, officer = sent(reporter, INFECTED), banyumas.person("petugas")
    file = settled(reporter, OWN, attachment_id)
    assert (file["state"], file["has_copy"]) == ("infected", False)
    assert "virus" in file["reason"]
    work = f"/complaints/{receipt['reference']}"
    assert listed(officer, f"{work}/content", attachment_id) == file
    for who, place in ((reporter, "/reporter"), (officer, work)):
        for query in ({}, {"original": "true"}):
            with pytest.raises(Refused) as kept:
                download(who, f"{place}/attachments/{attachment_id}", **query)
            assert (kept.value.status, kept.value.problem["type"]) == (409, "/problems/kept-apart")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (Upload("a.docx", DOCX, office(word__embeddings__a_dot_bin=b"MZ\x90\x00")), "hidden in it"),
        (Upload("a.docx", DOCX, office(word__media__a_dot_xml=bytes(40_000_000))), "far larger"),
        (Upload("a.pdf", "application/pdf", letter(encryption=pikepdf.Encryption(owner="a", user="b"))), "password"),
    ],
    ids=["a program inside", "a bomb", "a password"],
)
def test_the_reporter_reads_what_to_do_about_a_file_that_was_refused(reporter: Api, file: Upload, words: str) -> None:
    told = settled(reporter, OWN, sent(reporter, file))
    assert told["state"] == "refused"
    assert words in told["reason"]


def test_the_office_reads_a_copy_that_does_not_know_where_the_photograph_was_taken(
    banyumas: Regency, receipt: Json, reporter: Api
) -> None:
    content = photograph()
    attachment_id = sent(reporter, Upload("foto.jpg", "image/jpeg", content))
    assert accepted(reporter, OWN, attachment_id)["has_copy"] is True
    place = f"/complaints/{receipt['reference']}/attachments/{attachment_id}"
    copy = download(banyumas.person("petugas"), place).content
    assert dict(Image.open(io.BytesIO(copy)).getexif()) == {}
    assert download(banyumas.person("petugas"), place, original="true").content == content


def test_a_download_is_saved_and_never_shown_in_the_browser(reporter: Api) -> None:
    attachment_id = sent(reporter, LETTER)
    accepted(reporter, OWN, attachment_id)
    answer = download(reporter, f"/reporter/attachments/{attachment_id}")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_unit_gets_the_copy_and_never_the_original(katingan: Regency, stack: RunningStack) -> None:
    reference = examined(katingan, "tidak_berkadar")
    officer, place = katingan.person("petugas"), f"/complaints/{reference}/attachments"
    attachment_id = officer.upload(place, LETTER)["attachment_id"]
    task = katingan.task(reference)
    assert task
    katingan.take(task, Turn("sekretariat", "teruskan", "diteruskan", {**MEMO, "shared": [attachment_id]}))
    katingan.task(reference)
    unit, token = katingan.person("unit_pendidikan"), katingan.token("unit_pendidikan")
    (shown,) = unit.get(f"/forwarded/{reference}")["attachments"]
    assert shown["file_name"] == "lampiran-1.pdf"
    copy = download(unit, f"{place}/{attachment_id}").content
    assert (len(copy), AUTHOR.encode() in copy) == (shown["size"], False)
    refused(ask(stack, "GET", f"{place}/{attachment_id}?original=true", token), 404, "not-found")


def test_a_hundred_megabytes_are_refused_before_they_are_sent(stack: RunningStack, reporter: Api) -> None:
    read = 0

    def pieces() -> Iterator[bytes]:
        nonlocal read
        yield LETTER.content
        for _ in range(100):
            read += 1
            yield bytes(1024 * 1024)

    with pytest.raises((Refused, requests.ConnectionError)) as end:
        reporter.request("POST", "/reporter/attachments", data=pieces(), headers={"X-File-Name": "besar.pdf"})
    if isinstance(end.value, Refused):
        assert (end.value.status, end.value.problem["type"]) == (413, "/problems/too-large")
    assert read < 60
    assert reporter.get(OWN)["attachments"] == []


def test_without_the_scanner_files_wait_and_pass_when_it_is_back(reporter: Api, clamd: RunningClamd) -> None:
    clamd.stop()
    try:
        attachment_id = sent(reporter, LETTER)
        with pytest.raises(Refused) as waiting:
            download(reporter, f"/reporter/attachments/{attachment_id}")
        assert waiting.value.problem["type"] == "/problems/not-yet-checked"
        assert listed(reporter, OWN, attachment_id)["state"] == "checking"
    finally:
        clamd.start()
    accepted(reporter, OWN, attachment_id)


def test_a_file_is_looked_through_although_the_process_was_killed_in_the_middle(
    stack: RunningStack, reporter: Api, clamd: RunningClamd
) -> None:
    with clamd.hanging():
        attachment_id = sent(reporter, LETTER)
        stack.kill("evidence")
        assert listed(reporter, OWN, attachment_id)["state"] == "checking"
    stack.await_ready("evidence")
    accepted(reporter, OWN, attachment_id)


@pytest.mark.parametrize("step", ["sampaikan", "telaah"], ids=["on intake's desk", "on a later desk"])
def test_a_step_waits_for_a_file_that_is_being_checked(banyumas: Regency, clamd: RunningClamd, step: str) -> None:
    reference = banyumas.filed(filings.by_letter(), "petugas")
    task = banyumas.advance(reference, to=step)
    assert task
    turn = FORWARD["banyumas", step]
    with clamd.hanging(seconds=1.5):
        added = banyumas.person(turn.officer).upload(f"/complaints/{reference}/attachments", LETTER)
        assert added["state"] == "checking"
        banyumas.take(task, replace(turn, result={**turn.result, "attachments": [added["attachment_id"]]}))


def test_a_step_that_rests_on_an_infected_file_is_refused(banyumas: Regency) -> None:
    reference = banyumas.filed(filings.by_letter(), "petugas")
    task = banyumas.advance(reference, to="sampaikan")
    assert task
    turn = FORWARD["banyumas", "sampaikan"]
    officer = banyumas.person(turn.officer)
    added = officer.upload(f"/complaints/{reference}/attachments", INFECTED)
    with pytest.raises(Refused) as kept:
        banyumas.take(task, replace(turn, result={**turn.result, "attachments": [added["attachment_id"]]}))
    assert (kept.value.status, kept.value.problem["type"]) == (409, "/problems/kept-apart")
