"""The page behind the QR: the answer first, in plain words, without script, cookie or trace of who asks."""

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.common.contracts.documents import Verification
from services.common.contracts.regencies import Tenants
from services.common.errors import NotFound, Unavailable
from tests.unit.gateway import issued_papers as papers
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.pages.visitors import FROM_OUR_PAGE
from tests.unit.gateway.samples import TENANT

ANOTHER = {"standing": "replaced", "ended_on": "2026-04-01"}


@pytest.fixture(autouse=True)
def issued(desks: Answerer) -> None:
    """The register knows one document, and no certificate."""
    desks.on("register.verification", papers.issued())
    desks.on("register.signing_certificate", NotFound("certificate"))
    desks.on("register.tenants", Tenants(tenants=(TENANT,)))


def text(page: str) -> str:
    """What is to be read, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def sent(client: FlaskClient, file: bytes, name: str = "surat.pdf") -> str:
    return posted(client, file, name).text


def posted(client: FlaskClient, file: bytes, name: str = "surat.pdf") -> TestResponse:
    return client.post(papers.PAGE, data={"file": (BytesIO(file), name)}, headers=FROM_OUR_PAGE)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (papers.issued(), "Dokumen ini sah dan masih berlaku"),
        (papers.unsigned(standing="stands", kind="tanda_terima"), "Dokumen ini tercatat dan masih berlaku"),
        (papers.unsigned(), "Konsep, belum ditandatangani"),
        (papers.issued(standing="cancelled", ended_on="2026-04-01"), "Dibatalkan"),
        (papers.issued(**ANOTHER, replaced_by="700/015/CTH/2026"), "Sudah diganti dengan nomor 700/015/CTH/2026"),
        (
            papers.issued(**ANOTHER, replaced_by="700/014/CTH/2026", replaced_by_edition=2),
            "Sudah diganti dengan edisi 2",
        ),
        (papers.issued(**ANOTHER), "Sudah diganti"),
    ],
)
def test_the_answer_comes_first(client: FlaskClient, desks: Answerer, document: Verification, told: str) -> None:
    desks.on("register.verification", document)
    assert heading(client.get(papers.PAGE).text) == told


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("bsre", "TTE tersertifikasi (BSrE), 23 Maret 2026, sebagai Inspektur Daerah"),
        ("internal", "Tanda tangan elektronik internal, bukan TTE tersertifikasi, 23 Maret 2026"),
        ("wet", "Tanda tangan basah, di atas kertas, 23 Maret 2026"),
    ],
)
def test_the_kind_of_signature_is_told_in_plain_words(
    client: FlaskClient, desks: Answerer, way: str, told: str
) -> None:
    desks.on("register.verification", papers.issued(way=way))
    assert told in text(client.get(papers.PAGE).text)


def test_a_units_own_report_is_told_as_the_units(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.verification", papers.issued(unit="Dinas Contoh"))
    told = text(client.get(papers.PAGE).text)
    assert "Diterbitkan oleh Dinas Contoh" in told
    assert "Dicatat oleh Inspektorat Kabupaten Contoh" in told


def test_it_wears_the_crest_of_the_regency_and_speaks_two_languages(client: FlaskClient) -> None:
    assert "/contoh/lambang" in client.get(papers.PAGE).text
    client.set_cookie("dumas_bahasa", "en")
    assert heading(client.get(papers.PAGE).text) == "This document is valid and in force"


def test_a_file_another_site_sends_is_not_looked_at(client: FlaskClient) -> None:
    answer = client.post(papers.PAGE, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_it_says_that_the_qr_is_no_signature(client: FlaskClient) -> None:
    assert "Kode QR bukan tanda tangan" in text(client.get(papers.PAGE).text)


def test_it_needs_no_script_sets_no_cookie_and_is_not_kept_or_listed(client: FlaskClient) -> None:
    for answer in (client.get(papers.PAGE), posted(client, papers.signed()), client.get("/v")):
        assert not re.search(r"<script(?![^>]* src=)", answer.text)
        assert "Set-Cookie" not in answer.headers
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert "form-action 'self'" in answer.headers["Content-Security-Policy"]


def test_a_file_that_is_the_one_is_told_before_what_it_is(client: FlaskClient) -> None:
    page = sent(client, papers.signed())
    assert heading(page) == "Berkas ini sama persis dengan dokumen yang ditandatangani"
    assert "Dokumen ini sah dan masih berlaku" in text(page)


def test_a_file_that_is_the_one_of_a_cancelled_document_says_so(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.verification", papers.issued(standing="cancelled", ended_on="2026-04-01"))
    page = sent(client, papers.signed())
    assert "verdict--good" not in page
    assert "Dibatalkan" in text(page)


def test_a_file_that_is_another_is_told_plainly_and_nothing_on_the_page_looks_like_approval(
    client: FlaskClient,
) -> None:
    page = sent(client, papers.pdf("Surat lain"))
    assert heading(page) == "Berkas ini bukan berkas yang diterbitkan"
    assert "verdict--good" not in page
    assert "Tidak ada tanda tangan elektronik di dalamnya" in text(page)


def test_a_file_changed_after_signing_is_told_so(client: FlaskClient) -> None:
    page = sent(client, papers.changed(papers.signed()))
    assert heading(page) == "Bukan berkas yang diterbitkan: isinya diubah setelah ditandatangani"


def test_of_a_paper_signed_by_hand_it_says_that_only_the_scan_is_known(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.verification", papers.issued(way="wet", signed_sha256=papers.digest(b"pindai")))
    assert "Yang dikenal hanya sidik digital hasil pindai ini" in text(sent(client, b"pindai"))
    assert "itu belum berarti palsu" in text(sent(client, b"pindai lain"))


def test_a_form_sent_without_a_file_says_what_to_do(client: FlaskClient) -> None:
    answer = posted(client, b"", "")
    assert answer.status_code == 400
    assert "Pilih berkasnya dahulu" in text(answer.text)


def test_an_unknown_code_says_what_to_do(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.verification", NotFound("document"))
    for answer in (client.get(papers.PAGE), posted(client, b"x"), client.get("/v/Bukan/x")):
        assert (answer.status_code, heading(answer.text)) == (404, "Tidak ditemukan")


def test_while_the_register_is_away_nobody_is_told_that_a_document_is_false(
    client: FlaskClient, desks: Answerer
) -> None:
    desks.on("register.verification", Unavailable("register"))
    answer = client.get(papers.PAGE)
    assert answer.status_code == 503
    assert "Ini tidak berarti dokumennya palsu" in text(answer.text)


def test_what_is_typed_leads_to_the_page(client: FlaskClient) -> None:
    answer = client.get("/v", query_string={"daerah": "contoh", "kode": " 7k3m-q9tx 4h2d-9wqz "})
    assert (answer.status_code, answer.headers["Location"]) == (303, papers.PAGE)


def test_what_cannot_be_a_code_is_asked_for_again(client: FlaskClient) -> None:
    answer = client.get("/v", query_string={"daerah": "contoh", "kode": "???"})
    page = answer.text
    assert answer.status_code == 422
    assert "Kode ini belum lengkap" in text(page)
    assert '<option value="contoh" selected' in page


def test_while_the_register_is_away_the_regency_can_be_typed(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenants", Unavailable("register"))
    assert 'id="daerah" name="daerah" type="text"' in client.get("/v").text


def test_what_somebody_puts_into_the_address_is_shown_as_text(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenants", Unavailable("register"))
    page = client.get("/v", query_string={"daerah": '"><b>', "kode": "?"}).text
    assert "<b>" not in page
