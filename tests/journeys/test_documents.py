"""Documents from the step that writes them to the reader's hands: numbered, signed, verified, sent, taken back."""

from hashlib import sha256
from http import HTTPStatus
from itertools import pairwise
from typing import Any

import pytest
import requests

from deploy.demo.api import Api, Refused, Upload
from deploy.demo.stories import STORIES
from deploy.demo.story import Story, Turn
from deploy.demo.waiting import await_that
from deploy.demo.walk import Office, walk
from gateway.sandbox.files import pdf
from services.common.documents import KINDS
from services.common.press.examining import examined
from tests.support import documents, filings
from tests.support.checked import accepted
from tests.support.regency import FORWARD, Regency
from tests.support.stack import RunningStack, say
from tests.unit.press.papers import pages, run_together

Json = dict[str, Any]


def verified(base_url: str, tenant: str, code: str, standing: str = "stands") -> Json:
    """What everybody may know of a document, once it is known that it stands like this. NothingCame."""

    def look() -> Json | None:
        try:
            answer: Json = Api(base_url).get(f"/tenants/{tenant}/documents/{code}")
        except Refused as refused:
            if refused.status == HTTPStatus.NOT_FOUND:  # the register has not heard of it yet
                return None
            raise
        return answer if answer["standing"] == standing else None

    return await_that(look, f"{code} {standing}")


def secrets_of(story: Story) -> list[str]:
    """What no paper may show: who reported."""
    return [str(value) for value in (story.filing.get("identity") or {}).values()]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title.partition(",")[0])
def test_every_document_of_a_story_can_be_read_and_verified(stack: RunningStack, story: Story) -> None:
    office = Office(stack.base_url, story.tenant, stack.sign_ins[story.tenant])
    reader, place = office.person(story.reader), f"/complaints/{walk(story, office, say)}"
    papers = documents.listed(reader, place)
    assert set(story.documents) <= {paper["kind"] for paper in papers}
    for paper in (paper for paper in papers if not paper["replaced_by"]):
        made = documents.file(reader, place, paper)
        text = run_together("".join(pages(made)))
        assert run_together(KINDS[paper["kind"]].title) in text or paper["kind"] == "spt"
        assert paper["number"] is None or run_together(paper["number"]) in text
        assert not [secret for secret in secrets_of(story) if run_together(secret) in text]
        told = verified(stack.base_url, story.tenant, paper["code"])
        assert (told["number"], told["kind"]) == (paper["number"], paper["kind"])
        assert sha256(made).hexdigest() in {told["sha256"], told["signed_sha256"]}


def test_numbers_of_a_kind_follow_one_another_without_a_gap(banyumas: Regency) -> None:
    serials = []
    for _ in range(3):
        reference = banyumas.filed(filings.by_letter(), "petugas")
        banyumas.advance(reference, to="putusan")
        paper = documents.standing(banyumas.person("inspektur"), f"/complaints/{reference}", "laporan_penelaahan")
        serials.append(int(paper["number"].split("/")[1]))
    assert all(after == before + 1 for before, after in pairwise(serials))


@pytest.fixture
def drafted(banyumas: Regency) -> str:
    """A complaint whose SPT waits for its signature."""
    reference = banyumas.filed(filings.by_letter(), "petugas")
    banyumas.advance(reference, to="tanda_tangan")
    return f"/complaints/{reference}"


def sign_step(banyumas: Regency, place: str, outcome: str = "ditandatangani") -> Json:
    task = banyumas.task(place.rpartition("/")[2])
    assert task is not None
    reason = None if outcome == "ditandatangani" else "Salah tanggal; karangan."
    return banyumas.take(task, Turn("inspektur", "tanda_tangan", outcome, {}, reason=reason))


def test_the_step_of_the_signature_does_not_end_without_it(banyumas: Regency, drafted: str) -> None:
    inspektur = banyumas.person("inspektur")
    task = inspektur.task(drafted.rpartition("/")[2], "tanda_tangan")
    with pytest.raises(Refused) as kept:
        inspektur.complete(task, "ditandatangani", {})
    assert (kept.value.status, kept.value.problem["type"]) == (409, "/problems/not-signed")


def test_our_own_signature_is_valid_for_an_independent_reader_and_leaves_the_file_as_it_was(
    banyumas: Regency, drafted: str
) -> None:
    inspektur = banyumas.person("inspektur")
    paper = documents.signed(inspektur, drafted, "spt")
    before = documents.file(inspektur, drafted, paper, unsigned="true")
    after = documents.file(inspektur, drafted, paper)
    assert after.startswith(before)
    certificate = requests.get(f"{banyumas.base_url}/api/v1/tenants/banyumas/signing-certificate", timeout=30).text
    found = examined(after, certificate)
    assert found.last is not None
    assert (found.signatures, found.last.is_intact, found.last.is_valid, found.last.is_trusted) == (1, True, True, True)
    told = verified(banyumas.base_url, "banyumas", paper["code"])
    assert (told["way"], told["signed_sha256"]) == ("internal", sha256(after).hexdigest())


def test_a_letter_signed_by_hand_is_bound_to_its_scan(banyumas: Regency, drafted: str) -> None:
    inspektur = banyumas.person("inspektur")
    paper = documents.standing(inspektur, drafted, "spt")
    documents.file(inspektur, drafted, paper)
    scan = pdf("Pindaian SPT (karangan)")
    attached = inspektur.upload(
        f"{drafted}/attachments", Upload("pindaian.pdf", "application/pdf", scan, "signed_document")
    )
    accepted(inspektur, f"{drafted}/content", attached["attachment_id"])
    body = {"way": "wet", "attachment_id": attached["attachment_id"]}
    inspektur.post(f"{drafted}/documents/spt/{paper['document_id']}/signature", body)
    told = verified(banyumas.base_url, "banyumas", paper["code"])
    assert (told["way"], told["signed_sha256"]) == ("wet", sha256(scan).hexdigest())
    assert sign_step(banyumas, drafted)["number"] == paper["number"]


def test_a_letter_returned_unsigned_is_drafted_again_under_its_number(banyumas: Regency, drafted: str) -> None:
    inspektur = banyumas.person("inspektur")
    first = documents.standing(inspektur, drafted, "spt")
    sign_step(banyumas, drafted, "dikembalikan")
    banyumas.advance(drafted.rpartition("/")[2], to="tanda_tangan")
    second = documents.standing(inspektur, drafted, "spt")
    assert (second["number"], first["edition"], second["edition"]) == (first["number"], 1, 2)
    verified(banyumas.base_url, "banyumas", first["code"], "replaced")


def test_a_cancelled_letter_says_so_and_its_number_is_not_used_again(banyumas: Regency, drafted: str) -> None:
    inspektur = banyumas.person("inspektur")
    first = documents.standing(inspektur, drafted, "spt")
    documents.file(inspektur, drafted, first)
    address = f"{drafted}/documents/spt/{first['document_id']}/cancellation"
    inspektur.post(address, {"reason": "Salah tim; karangan."})
    verified(banyumas.base_url, "banyumas", first["code"], "cancelled")
    sign_step(banyumas, drafted, "dikembalikan")
    banyumas.advance(drafted.rpartition("/")[2], to="tanda_tangan")
    assert documents.standing(inspektur, drafted, "spt")["number"] != first["number"]


HOSTILE = "<script>alert(1)</script> {{ 7*7 }} =HYPERLINK(1) & مرحبا 👍 " + "Panjang" * 700 + "tamat"
"""What a writer may paste: markup, a template, a formula, right to left, pictures, a word of 4,900 letters."""


def test_hostile_words_are_printed_as_words(banyumas: Regency) -> None:
    reference = banyumas.filed(filings.by_letter(), "petugas")
    task = banyumas.advance(reference, to="telaah")
    assert task is not None
    usual = FORWARD["banyumas", "telaah"]
    banyumas.take(task, Turn(usual.officer, "telaah", usual.outcome, {**usual.result, "core_problem": HOSTILE}))
    inspektur, place = banyumas.person("inspektur"), f"/complaints/{reference}"
    paper = documents.standing(inspektur, place, "laporan_penelaahan")
    text = run_together("".join(pages(documents.file(inspektur, place, paper))))
    assert run_together("<script>alert(1)</script> {{ 7*7 }} =HYPERLINK(1)") in text
    assert "panjangtamat" in text
    assert text.count("panjang") > 690  # the foot of a page comes between letters here and there


def test_a_reporter_gets_the_receipt_at_once_and_the_answer_when_it_was_delivered(madiun: Regency) -> None:
    receipt = madiun.file(filings.on_the_web())
    reporter = madiun.reporter(receipt)
    paper = reporter.post("/reporter/receipt", {})
    text = run_together("".join(pages(documents.file(reporter, "/reporter", paper))))
    assert run_together(receipt["reference"]) in text
    assert run_together(filings.on_the_web()["story"][:40]) not in text
    madiun.advance(receipt["reference"], to="sampaikan")
    assert [one["kind"] for one in documents.listed(reporter, "/reporter")] == ["tanda_terima"]
    madiun.advance(receipt["reference"])
    jawaban = documents.standing(reporter, "/reporter", "jawaban")
    assert run_together("Mohon maaf") in run_together("".join(pages(documents.file(reporter, "/reporter", jawaban))))


def test_the_head_of_region_reads_the_copy_and_nothing_else(banyumas: Regency) -> None:
    disposed = filings.by_letter(channel="disposition", source_reference="100/12/SETDA")
    receipt = banyumas.file(disposed, "petugas")
    reference = receipt["reference"]
    sheet = Upload("lembar.pdf", "application/pdf", pdf("Lembar disposisi (karangan)"), "disposition")
    banyumas.person("petugas").upload(f"/complaints/{reference}/attachments", sheet)
    banyumas.advance(reference)
    bupati = banyumas.person("bupati")
    place = f"/complaints/{reference}"
    assert {one["kind"] for one in documents.listed(bupati, place)} == {"jawaban"}
    assert documents.file(bupati, place, documents.standing(bupati, place, "jawaban")).startswith(b"%PDF")
