"""How documents reach people: the reporter's receipt, and the bundle of what was passed on."""

import hashlib
import io
import json
import zipfile
from typing import Any

import pypdfium2
import pytest
import requests

from deploy.demo.api import Api, Refused
from deploy.demo.story import Turn
from deploy.demo.waiting import await_that
from tests.journeys.test_katingan import IDENTITY, MEMO, examined, taken
from tests.support import filings
from tests.support.checked import accepted
from tests.support.problems import ask, refused
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]


def made(who: Api, place: str) -> requests.Response:
    """A file that is being made, asked for until it is there."""

    def look() -> requests.Response | None:
        try:
            return who.request("GET", place)
        except Refused as reason:
            if reason.problem["type"] != "/problems/not-yet-rendered":
                raise
            return None

    return await_that(look, place)


def words(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in pages)


def test_a_reporter_gets_a_receipt_that_says_nothing_of_the_story(katingan: Regency) -> None:
    receipt = katingan.file(filings.by_letter(identity=IDENTITY), "petugas")
    reporter = katingan.reporter(receipt)
    asked = reporter.post("/reporter/receipt", {})
    pdf = made(reporter, f"/reporter/documents/tanda_terima/{asked['document_id']}").content
    (listed,) = reporter.get("/reporter/documents")["documents"]
    assert (hashlib.sha256(pdf).hexdigest(), len(pdf)) == (listed["sha256"], listed["size"])
    text = words(pdf)
    assert receipt["reference"] in text
    assert not any(secret in text for secret in (filings.STORY, IDENTITY["name"], IDENTITY["nik"]))
    assert reporter.post("/reporter/receipt", {})["document_id"] == asked["document_id"]


def sent(katingan: Regency, unit: str = "dinas_pendidikan") -> str:
    """A complaint that a unit got with one of its two files."""
    reference = examined(katingan, "tidak_berkadar")
    officer, place = katingan.person("petugas"), f"/complaints/{reference}"
    shared = officer.upload(f"{place}/attachments", filings.PDF)["attachment_id"]
    accepted(officer, f"{place}/content", shared)
    result = {"unit": unit, "memo": MEMO, "shared": [shared]}
    taken(katingan, reference, Turn("sekretariat", "teruskan", "diteruskan", result))
    katingan.task(reference)
    return reference


def opened(answer: requests.Response) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    for line in archive.read("SHA256SUMS").decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    return archive


def test_a_unit_takes_out_what_it_got_as_one_file(stack: RunningStack, katingan: Regency) -> None:
    reference = sent(katingan)
    place, unit = f"/complaints/{reference}/bundle", katingan.person("unit_pendidikan")
    first = made(unit, place)
    archive = opened(first)
    memo, *rest = archive.namelist()
    assert memo.startswith("memo_penyaluran-")
    assert rest == ["lampiran/lampiran-1.pdf", "data.json", "INDEKS.txt", "SHA256SUMS"]
    assert MEMO.split(";")[0] in words(archive.read(memo)).replace("\r\n", " ")
    assert unit.request("GET", place).content == first.content
    told = json.loads(archive.read("data.json"))
    assert told.keys() == {"reference", "unit", "memo_number", "forwarded_at"}
    assert not any(IDENTITY["name"].encode() in archive.read(name) for name in archive.namelist())
    assert made(katingan.person("sekretariat"), place).content == first.content
    refused(ask(stack, "GET", place, katingan.token("unit_setda")), 404, "not-found")


def test_every_bundle_is_in_the_trail(katingan: Regency) -> None:
    reference = sent(katingan)
    made(katingan.person("unit_pendidikan"), f"/complaints/{reference}/bundle")

    def look() -> list[Json] | None:
        entries = katingan.person("inspektur").get("/audit", reference=reference, limit=1000)["entries"]
        return [entry for entry in entries if entry["action"] == "bundle_read"] or None

    (entry,) = await_that(look, "the bundle in the trail")
    assert (entry["actor"], entry["details"]) == ("unit_pendidikan", {})


@pytest.mark.parametrize("officer", ["inspektur", "petugas"])
def test_the_office_takes_out_what_goes_to_another_agency(katingan: Regency, officer: str) -> None:
    reference = examined(katingan, "bukan_kewenangan")
    result = {"agency": "Instansi Karangan", "memo": MEMO, "includes_story": True}
    taken(katingan, reference, Turn("inspektur", "salurkan", "disalurkan", result))
    assert katingan.advance(reference) is None
    archive = opened(made(katingan.person(officer), f"/complaints/{reference}/bundle"))
    kinds = {name.rpartition("/")[2].partition("-")[0] for name in archive.namelist()}
    assert {"memo_penyaluran", "laporan_penelaahan"} <= kinds
    told = json.loads(archive.read("data.json"))
    assert (told["agency"], told["story"], "identity" in told) == ("Instansi Karangan", filings.STORY, False)
