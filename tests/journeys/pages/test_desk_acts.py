"""What officers do to a complaint on its pages besides ending steps; and what a unit sees of one."""

from typing import Any
from uuid import uuid4

from deploy.demo.story import report
from deploy.demo.waiting import await_that
from tests.journeys.pages.desk_hands import Officer, form_in, words_of
from tests.support import filings
from tests.support.regency import Regency

IDENTITY = {**filings.REPORTER, "nik": "9999990101010002", "occupation": "Petani karangan"}


def complaint(regency: Regency, **more: Any) -> str:
    """A complaint by letter."""
    return regency.filed(filings.by_letter(**more), "petugas")


def test_a_message_is_looked_at_first_and_then_sent(banyumas: Regency) -> None:
    reference, officer = complaint(banyumas), Officer(banyumas, "pengaduan")
    place, text = f"/pengaduan/{reference}/pesan", f"Mohon datang. {uuid4().hex}"
    preview = officer.send(place, {"kunci": [uuid4().hex], "pesan": [text], "aksi": ["pratinjau"]})
    assert "Beginilah pelapor akan membacanya" in preview
    assert text not in officer.open(f"/pengaduan/{reference}")
    officer.send(place, form_in(preview, place) | {"pesan": [text]})
    assert text in officer.open(f"/pengaduan/{reference}")


def test_an_identity_is_asked_for_with_a_reason_and_not_shown_before_it_is_granted(banyumas: Regency) -> None:
    reference, officer = complaint(banyumas), Officer(banyumas, "pengaduan")
    place = f"/pengaduan/{reference}/identitas"
    form = form_in(officer.open(place), place)
    assert "Tulis mengapa" in officer.send(place, form, status=422)
    page = officer.send(place, form | {"alasan": ["Perlu klarifikasi karangan"]})
    assert "Menunggu keputusan penjaga identitas" in page
    assert "Pelapor Karangan" not in officer.send(place, {"aksi": ["lihat"]}, status=409)


def test_the_identity_of_an_open_complaint_is_shown_on_demand(banyumas: Regency) -> None:
    reference, officer = complaint(banyumas, mode="open"), Officer(banyumas, "pengaduan")
    place = f"/pengaduan/{reference}/identitas"
    assert "Pelapor Karangan" not in officer.open(place)
    assert "Pelapor Karangan" in officer.send(place, {"aksi": ["lihat"]})


def test_a_line_of_the_book_is_put_right_and_keeps_what_was_written_first(banyumas: Regency) -> None:
    reference, officer = complaint(banyumas), Officer(banyumas, "pengaduan")
    place = f"/pengaduan/{reference}/koreksi"
    form = form_in(officer.open(place), place)
    chosen = {"kolom": ["problem_code"], "kode_masalah": ["04"], "alasan": ["Salah pilih"]}
    officer.send(place, form | chosen)
    await_that(lambda: "– → 04" in officer.open(f"/pengaduan/{reference}") or None, "the correction")


def test_a_hold_is_set_by_the_head_of_the_office(banyumas: Regency) -> None:
    reference, officer = complaint(banyumas), Officer(banyumas, "inspektur")
    place = f"/pengaduan/{reference}/penahanan"
    officer.send(place, {"ditahan": ["ya"], "alasan": ["legal_process"], "dasar": ["12/PID/2026"]})
    assert "Pemusnahan ditahan" in officer.open(f"/pengaduan/{reference}")


def test_whom_a_conflict_is_declared_about_finds_nothing_any_more(banyumas: Regency) -> None:
    reference = complaint(banyumas)
    task = banyumas.advance(reference, to="sampaikan")
    assert task is not None
    officer = Officer(banyumas, "petugas")
    place = f"/pengaduan/{reference}/benturan/{task['task_id']}"
    form = form_in(officer.open(place), place)
    officer.send(place, form | {"petugas": ["pengaduan"], "alasan": ["Namanya disebut"]})
    stranger = Officer(banyumas, "pengaduan")
    await_that(lambda: "tidak ditemukan" in stranger.look(f"/pengaduan/{reference}") or None, "the barred officer")


def test_the_original_of_a_file_comes_after_a_warning_only(banyumas: Regency) -> None:
    reference, officer = complaint(banyumas), Officer(banyumas, "petugas")
    officer.upload(reference, filings.JPEG)
    page = await_that(lambda: _with_original(officer, reference), "the clean copy")
    place = page.partition(f"/petugas/pengaduan/{reference}/berkas/")[2].partition('"')[0]
    warning = officer.open(f"/pengaduan/{reference}/berkas/{place.partition('/')[0]}/asli")
    assert "Berkas asli dapat memuat tempat" in warning


def _with_original(officer: Officer, reference: str) -> str | None:
    page = officer.open(f"/pengaduan/{reference}")
    return page if "Unduh salinan bersih" in page else None


def at_the_unit(katingan: Regency) -> str:
    """A complaint that was forwarded to the education office."""
    reference = katingan.filed(filings.by_letter(identity=IDENTITY, location="Loket karangan"), "petugas")
    katingan.person("petugas").upload(f"/complaints/{reference}/attachments", filings.PDF)
    assert katingan.advance(reference, to="unit_terima") is not None
    return reference


def test_a_unit_sees_its_copy_alone_and_reports_back_on_the_same_forms(katingan: Regency) -> None:
    reference, unit = at_the_unit(katingan), Officer(katingan, "unit_pendidikan")
    copy = await_that(lambda: _copy(unit, reference, "hasil=diterima"), "the copy")
    assert "Mohon ditindaklanjuti secara intern" in copy
    assert "Pengaduan dikembalikan ke langkah sebelumnya; tulis alasannya." in copy
    assert not any(secret in copy for secret in filings.SECRETS)
    bundle = await_that(lambda: unit.fetch(f"/diteruskan/{reference}/berkas.zip") or None, "the bundle")
    assert bundle.startswith(b"PK")
    accepted = unit.end_forwarded(reference, "accept", "diterima", {})
    assert "Tidak ada yang menunggu Anda." not in accepted
    await_that(lambda: _copy(unit, reference, "hasil=dilaporkan"), "the next step of the unit")
    unit.upload(reference, report("laporan-unit", "Laporan karangan"))
    done = unit.end_forwarded(reference, "delegate", "dilaporkan", {"summary": "Pegawai karangan dibina."})
    assert "Langkah selesai" in done or "Kotak masuk" in done, words_of(done)[:500]


def test_a_unit_asks_for_more_time_and_the_office_sees_it(katingan: Regency) -> None:
    reference, unit = at_the_unit(katingan), Officer(katingan, "unit_pendidikan")
    unit.end_forwarded(reference, "accept", "diterima", {})
    task_id = unit.task(reference, "dilaporkan", "diteruskan")
    place = f"/pengaduan/{reference}/perpanjangan/{task_id}"
    form = form_in(unit.open(place), place)
    assert "Tulis alasannya" in unit.send(place, form | {"lama": ["3"]}, status=422)
    assert "Permintaan perpanjangan diteruskan" in unit.send(place, form | {"lama": ["3"], "alasan": ["Saksi sakit"]})
    office = Officer(katingan, "inspektur")
    asked = "meminta tambahan 3 hari kerja untuk langkah"
    await_that(lambda: asked in office.open(f"/pengaduan/{reference}") or None, "the request")


def test_a_receipt_is_asked_for_waited_for_and_fetched(banyumas: Regency) -> None:
    reference, officer = complaint(banyumas), Officer(banyumas, "petugas")
    page = officer.send(f"/pengaduan/{reference}/dokumen", {"jenis": ["tanda_terima"]})
    assert "Tanda Terima Pengaduan" in page
    listed = banyumas.person("petugas").get(f"/complaints/{reference}/documents")["documents"]
    place = f"/pengaduan/{reference}/dokumen/tanda_terima/{listed[0]['document_id']}"
    await_that(lambda: officer.fetch(place).startswith(b"%PDF") or None, "the receipt as a PDF")
    assert "Dokumennya sudah jadi." in officer.open(f"{place}/siap")


def test_a_unit_finds_no_complaint_page(katingan: Regency) -> None:
    reference, unit = at_the_unit(katingan), Officer(katingan, "unit_pendidikan")
    unit.open(f"/pengaduan/{reference}", status=403)


def _copy(unit: Officer, reference: str, wanted: str) -> str | None:
    page = unit.look(f"/diteruskan/{reference}")
    return page if wanted in page else None
