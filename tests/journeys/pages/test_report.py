"""Citizens report on the pages, without scripts: a whistleblower who stays unknown, and somebody who gives a name."""

import re

from deploy.demo.api import Api
from tests.journeys.pages.visiting import Visitor
from tests.support import filings
from tests.support.regency import Regency

_CODES = re.compile(r'<span class="code" data-copy>([^<]+)</span>')


def codes(page: str) -> tuple[str, str]:
    """Reference and access code, as the receipt shows them."""
    reference, code = _CODES.findall(page)
    return reference, code


def let_in(regency: Regency, page: str) -> Api:
    """The reporter, by what the receipt shows."""
    reference, code = codes(page)
    return regency.reporter({"reference": reference, "access_code": code})


def test_a_whistleblower_reports_and_leaves_nothing_behind(banyumas: Regency) -> None:
    visitor = Visitor(banyumas)
    assert "Wajib diisi" not in visitor.get("").text
    visitor.send("/lapor", jalur="wbs")
    safety = visitor.send("/lapor/perlindungan", cara="anonymous")
    assert safety.url.endswith("/lapor/keamanan")
    assert "Keluar cepat" in safety.text
    visitor.send("/lapor/keamanan")
    visitor.send("/lapor/cerita", pokok=filings.SUBJECT, uraian=filings.STORY)
    check = visitor.send("/lapor/pihak", **{"jabatan-0": "Petugas loket", "unit-0": "dinas_kesehatan"})
    assert filings.STORY in check.text
    receipt = visitor.send("/lapor/periksa")
    assert receipt.url.endswith("/tanda-terima")
    assert filings.STORY not in receipt.text
    again = visitor.send("/lapor/periksa")
    assert codes(again.text) == codes(receipt.text)

    done = visitor.send("/tanda-terima", tersimpan="ya")
    assert done.history[0].headers["Clear-Site-Data"] == '"cache", "storage"'
    assert codes(receipt.text)[1] not in visitor.get("/tanda-terima").text

    view = let_in(banyumas, receipt.text).get("/reporter/complaint")
    assert (view["mode"], view["subject"]) == ("anonymous", filings.SUBJECT)
    content = banyumas.person("petugas").get(f"/complaints/{view['reference']}/content")
    assert content["has_identity"] is False
    assert [party["position"] for party in content["reported"]] == ["Petugas loket"]


def test_somebody_gives_a_name_and_what_the_channel_demands(klungkung: Regency) -> None:
    visitor = Visitor(klungkung)
    assert "Wajib diisi: nama lengkap." in visitor.get("/lapor").text
    visitor.send("/lapor", jalur="web")
    visitor.send("/lapor/perlindungan", cara="open")
    visitor.send("/lapor/cerita", pokok=filings.SUBJECT, uraian=filings.STORY, lain="lain", lain_nomor="Lapak 12")
    visitor.send("/lapor/pihak", lokasi="Loket karangan", tanggal="2-11-2026")
    refused = visitor.send("/lapor/identitas", name="", phone="x")
    assert refused.status_code == 422
    visitor.send("/lapor/identitas", name=filings.REPORTER["name"], phone=filings.REPORTER["phone"])
    receipt = visitor.send("/lapor/periksa", setuju="ya")
    assert "Sekarang: kirim lampiran yang diminta" in receipt.text

    text = visitor.get("/tanda-terima/txt")
    assert codes(receipt.text)[1] in text.text
    assert "Batas waktu menurut SOP" in visitor.await_words("/tanda-terima", "Batas waktu menurut SOP")

    files = visitor.send("/tanda-terima/bukti")
    assert files.url.endswith("/pengaduan/berkas")
    assert visitor.attach(filings.PDF).status_code == 200
    view = let_in(klungkung, receipt.text).get("/reporter/complaint")
    assert len(view["attachments"]) == 1

    content = klungkung.person("petugas").get(f"/complaints/{view['reference']}/content")
    assert content["story"].endswith("Pernah dilaporkan ke tempat lain: Tempat lain, Lapak 12.")
    assert (content["location"], content["happened_on"]) == ("Loket karangan", "2026-11-02")


def test_the_receipt_is_had_as_a_document(klungkung: Regency) -> None:
    visitor = Visitor(klungkung)
    visitor.send("/lapor", jalur="wbs")
    visitor.send("/lapor/perlindungan", cara="anonymous")
    visitor.send("/lapor/keamanan")
    visitor.send("/lapor/cerita", pokok=filings.SUBJECT, uraian=filings.STORY)
    visitor.send("/lapor/pihak")
    receipt = visitor.send("/lapor/periksa")
    for _ in range(10):
        answer = visitor.send("/tanda-terima/pdf")
        if answer.headers["Content-Type"] == "application/pdf":
            break
    assert answer.content.startswith(b"%PDF")
    assert codes(receipt.text)[1].encode() not in answer.content
