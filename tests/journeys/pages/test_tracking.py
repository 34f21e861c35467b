"""A reporter follows a complaint on the pages, without scripts, from the door to an objection."""

from dataclasses import replace
from typing import Any

import pytest

from deploy.demo.api import Upload
from deploy.demo.story import Turn
from tests.journeys.pages.visiting import Visitor, hidden
from tests.support import filings
from tests.support.regency import Regency

Json = dict[str, Any]
OWN = "/pengaduan"


@pytest.fixture
def receipt(madiun: Regency) -> Json:
    """Proof of a complaint filed on the web, in the register."""
    receipt = madiun.file(filings.on_the_web())
    madiun.task(receipt["reference"])
    return receipt


@pytest.fixture
def visitor(madiun: Regency, receipt: Json) -> Visitor:
    """Its reporter, let in."""
    visitor = Visitor(madiun)
    assert visitor.enter(receipt).status_code == 200
    return visitor


def test_the_door_opens_the_complaint_however_the_code_is_typed(madiun: Regency, receipt: Json) -> None:
    careless = {"reference": receipt["reference"].lower(), "access_code": receipt["access_code"].replace("-", " ")}
    page = Visitor(madiun).enter(careless)
    assert page.url.endswith(OWN)
    assert "Diterima</h2>" in page.text
    assert filings.SUBJECT in page.text


def test_a_wrong_code_opens_nothing(madiun: Regency, receipt: Json) -> None:
    page = Visitor(madiun).enter({**receipt, "access_code": "0000-0000-0000-0000"})
    assert page.status_code == 422
    assert "tidak cocok" in page.text
    assert filings.SUBJECT not in page.text


def test_messages_go_both_ways(madiun: Regency, receipt: Json, visitor: Visitor) -> None:
    madiun.person("jfu_satu").post(
        f"/complaints/{receipt['reference']}/messages", {"text": "Pukul berapa itu terjadi?"}
    )
    assert "Pukul berapa itu terjadi?" in visitor.get(OWN).text
    answer = visitor.send(f"{OWN}/pesan", pesan="Sekitar pukul sembilan.")
    assert "Pesan Anda sudah terkirim." in answer.text
    assert "Sekitar pukul sembilan." in answer.text


def test_a_message_posted_twice_is_kept_once(visitor: Visitor) -> None:
    key = hidden(visitor.get(OWN).text, "kunci")
    pages = [visitor.send(f"{OWN}/pesan", kunci=key, pesan="Satu kali saja.") for _ in range(2)]
    assert pages[1].text.count("Satu kali saja.") == 1


def test_a_message_survives_the_end_of_the_half_hour(madiun: Regency, receipt: Json, visitor: Visitor) -> None:
    visitor.is_locked_out()
    door = visitor.send(f"{OWN}/pesan", pesan="Tulisan yang panjang.")
    assert "Sesi Anda sudah berakhir." in door.text
    assert hidden(door.text, "pesan") == "Tulisan yang panjang."
    inside = visitor.enter(receipt, pesan="Tulisan yang panjang.", untuk="pesan", kunci=hidden(door.text, "kunci"))
    assert "Tulisan yang panjang.</textarea>" in inside.text
    assert "terkirim" in visitor.send(f"{OWN}/pesan", pesan="Tulisan yang panjang.").text


def test_evidence_is_taken_and_comes_back(visitor: Visitor) -> None:
    assert "sudah kami terima" in visitor.attach(replace(filings.PDF, name="bukti karangan.pdf")).text
    page = visitor.await_words(f"{OWN}/berkas", "Diterima</strong>")
    assert "bukti karangan.pdf" in page
    place = page.partition(f'href="/madiun{OWN}/berkas/')[2].partition('"')[0].replace("&amp;", "&")
    assert visitor.get(f"{OWN}/berkas/{place}").content.startswith(b"%PDF")


def test_evidence_of_another_type_is_refused_in_words(visitor: Visitor) -> None:
    page = visitor.attach(Upload("halaman.html", "text/html", b"<html><body>karangan</body></html>"))
    assert page.status_code == 422
    assert "Berkas jenis ini tidak diterima." in page.text


def test_the_receipt_is_made_and_downloaded(visitor: Visitor) -> None:
    visitor.send(f"{OWN}/tanda-terima")
    page = visitor.await_words(OWN, "Unduh (PDF)")
    place = page.partition(f'href="/madiun{OWN}/dokumen/')[2].partition('"')[0]
    assert visitor.get(f"{OWN}/dokumen/{place}").content.startswith(b"%PDF")


def test_the_reporter_completes_what_was_asked_for(madiun: Regency, receipt: Json, visitor: Visitor) -> None:
    madiun.advance(receipt["reference"], to="klarifikasi")
    task = madiun.task(receipt["reference"])
    assert task
    madiun.take(
        task,
        Turn(
            "kasubag", "klarifikasi", "minta_kelengkapan", {"asks": "Mohon foto loketnya.", "summary": "Belum lengkap."}
        ),
    )
    page = visitor.await_words(OWN, "Menunggu Anda</h2>")
    assert "Jawab sekarang" in page
    form = visitor.get(f"{OWN}/lengkapi").text
    fields = {name: hidden(form, name) for name in ("tugas", "versi", "hasil", "kunci")}
    done = visitor.send(f"{OWN}/lengkapi", pesan="Fotonya menyusul di kantor.", **fields)
    assert "Kelengkapan Anda sudah kami terima" in done.text
    assert "Jawab sekarang" not in done.text
    visitor.await_words(OWN, "Diperiksa kelengkapannya</h2>")


def test_after_the_answer_the_reporter_may_object_once(madiun: Regency, receipt: Json, visitor: Visitor) -> None:
    assert madiun.advance(receipt["reference"]) is None
    page = visitor.await_words(OWN, "Jawaban untuk Anda")
    assert "Selesai</h2>" in page
    assert "Ajukan keberatan" in page
    objected = visitor.send(f"{OWN}/keberatan", pesan="Saya tidak setuju.").text
    assert "kami terima" in objected
    assert "Selesai</h2>" not in objected
    assert "Keberatan Anda sedang ditinjau" in visitor.await_words(OWN, "Ditindaklanjuti</h2>")


def test_the_reporter_sees_what_is_kept_and_asks_to_have_it_put_right(visitor: Visitor) -> None:
    assert filings.REPORTER["name"] in visitor.get(f"{OWN}/data/isi").text
    page = visitor.send(f"{OWN}/data", jenis="rectification", pesan="Nomor telepon saya salah.")
    assert "Kami menjawabnya dalam 3 × 24 jam." in page.text
    assert "Nomor telepon saya salah." in page.text


def test_becoming_anonymous_destroys_the_identity(visitor: Visitor) -> None:
    assert "sudah dihapus" in visitor.send(f"{OWN}/identitas", mode="anonymous", yakin="ya").text
    assert "Tidak ada identitas yang disimpan." in visitor.get(f"{OWN}/data/isi").text


def test_after_leaving_the_door_is_shut(visitor: Visitor) -> None:
    left = visitor.send(f"{OWN}/keluar")
    assert "Anda sudah keluar." in left.text
    assert visitor.get(OWN).url.endswith("/lacak")
