"""The inbox, the book, reports and requests as an officer's browser gets them; the services answer from memory."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from services.common.contracts.documents import Document, OrderReport, Reports
from services.common.contracts.extensions import OpenExtension
from services.common.contracts.identity import Openings
from services.common.contracts.lists import EntryQuery, TaskQuery
from services.common.contracts.register import (
    Extensions,
    OpenTask,
    Register,
    RegisterEntry,
    TaskCounts,
    Tasks,
)
from services.common.contracts.tasks import DecideExtension, Intervened
from services.common.errors import NotYetRendered, NotYourRole
from tests.integration.gateway.pages.browser import OURS, entered, hidden, sent, served
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import NOW, REFERENCE

KEY = "6c0d4b7e-3f4d-4d53-9a77-0a9a1f0f6a11"
TASK: dict[str, Any] = {
    "task_id": uuid4(),
    "reference": REFERENCE,
    "step": "telaah",
    "title": "Menelaah",
    "kind": "assess",
    "desk": "review",
    "roles": ("tim_penelaah",),
    "outcomes": {},
    "version": 1,
    "opened_at": NOW,
    "due_at": NOW,
    "channel": "letter",
    "source_reference": "12/A",
    "number": "4",
    "days_left": -2,
    "is_late": True,
    "problem_code": "03",
    "received_at": datetime(2026, 3, 2, 3, tzinfo=UTC),
}
COUNTS = TaskCounts(mine=1, handled=0, free=1, due_soon=0, late=1, reporter=4, open=58)
ENTRY = RegisterEntry(
    number=7, year=2026, reference=REFERENCE, received_at=NOW, channel="walk_in", mode="confidential",
    problem_code=None, source_reference=None, unit=None, step="telaah", step_title="Menelaah", end=None,
    closed_on=None, due_at=NOW,
)  # fmt: skip
REPORT: dict[str, Any] = {
    "document_id": uuid4(),
    "desk": "register",
    "kind": "buku_pengaduan",
    "title": "Buku Pengaduan",
    "number": None,
    "edition": 1,
    "step": None,
    "issued_by": "petugas",
    "issued_at": NOW,
    "media_type": "application/pdf",
    "code": "AAAA",
    "sha256": "0" * 64,
    "size": 20_480,
}


@pytest.fixture
def officer(client: FlaskClient, desks: Answerer) -> FlaskClient:
    """Who receives complaints, signed in."""
    served(desks)
    desks.on("register.tasks", Tasks(tasks=(OpenTask(**TASK),), next=None, counts=COUNTS))
    desks.on("register.entries", Register(entries=(ENTRY,), next="2026~7"))
    desks.on("register.reports", Reports(reports=(Document(**REPORT),)))
    desks.on("register.extensions", Extensions(extensions=()))
    desks.on("intake.openings", Openings(openings=()))
    entered(client)
    return client


def test_the_inbox_shows_what_waits_and_how_late_it_is(officer: FlaskClient) -> None:
    page = officer.get("/petugas").text
    for part in (REFERENCE, "Menelaah", "Korupsi/pungli", "Surat", "12/A", "Tim Penelaah", "Terlambat 2 hari kerja"):
        assert part in page
    assert "Masalah dan unit terlapor" in page
    assert "Diterima 2 Maret 2026" in page
    assert "<strong>58</strong> Semua terbuka" in page


def test_filters_of_the_inbox_are_in_its_address(officer: FlaskClient, desks: Answerer) -> None:
    officer.get("/petugas?daftar=semua&langkah=telaah&sumber=letter&cari=12&setelah=x~y")
    query = desks.last("register.tasks")[1]
    expected = {"scope": "open", "step": "telaah", "channel": "letter", "search": "12", "after": "x~y"}
    assert query == TaskQuery(limit=25, with_counts=True, **expected)


def test_only_the_list_is_sent_when_the_page_asks_for_it(officer: FlaskClient) -> None:
    part = officer.get("/petugas", headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith('<div id="daftar">')


def test_a_list_goes_on_and_keeps_its_filters(officer: FlaskClient) -> None:
    page = officer.get("/petugas/buku?status=terbuka").text
    assert "/petugas/buku?status=terbuka&amp;setelah=2026~7" in page


def test_the_book_has_its_columns(officer: FlaskClient, desks: Answerer) -> None:
    page = officer.get("/petugas/buku?tahun=2026&kategori=03&cari=abc").text
    for part in ("7/2026", REFERENCE, "Datang langsung", "Rahasia", "Belum ditentukan", "Menelaah"):
        assert part in page
    assert desks.last("register.entries")[1] == EntryQuery(limit=25, year=2026, problem_code="03", search="abc")


def test_the_form_says_that_this_half_year_is_not_over_and_a_report_of_it_has_a_number(officer: FlaskClient) -> None:
    year = datetime.now(UTC).year
    page = officer.get("/petugas/laporan").text
    assert re.search(rf"Semester [12] tahun {year} belum selesai: .* sampai dengan hari ini", page)
    assert "memakai satu nomor laporan" in page


def test_a_report_is_ordered_once_however_often_the_form_is_sent(officer: FlaskClient, desks: Answerer) -> None:
    desks.on("register.order_report", Document(**REPORT))
    key = hidden(officer.get("/petugas/laporan"), "kunci")
    said = {"kunci": key, "bentuk": "buku-xlsx", "tahun": "2026"}
    answers = [sent(officer, "/petugas/laporan", **said) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {303}
    asked = [request for name, _, request in desks.calls if name == "register.order_report"]
    assert len({request.request_key for request in asked if isinstance(request, OrderReport)}) == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"bentuk": "semester", "tahun": "2026"}, "Pilih semester."),
        ({"bentuk": "buku-pdf", "tahun": ""}, "Pilih tahun."),
    ],
)
def test_an_order_says_what_is_missing(officer: FlaskClient, said: dict[str, str], sentence: str) -> None:
    answer = sent(officer, "/petugas/laporan", kunci=KEY, **said)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_report_that_is_being_made_says_so_and_is_looked_for_again(officer: FlaskClient, desks: Answerer) -> None:
    desks.on("register.reports", Reports(reports=(Document(**(REPORT | {"size": None, "sha256": None})),)))
    page = officer.get("/petugas/laporan").text
    assert "Sedang dibuat" in page
    assert 'hx-trigger="every 4s"' in page
    desks.on("intake.fetch_report", NotYetRendered("buku_pengaduan"))
    assert officer.get(f"/petugas/laporan/{REPORT['document_id']}").location == "/petugas/laporan"


def test_who_may_not_sign_is_not_offered_it(officer: FlaskClient) -> None:
    assert "Tandatangani" not in officer.get("/petugas/laporan").text


def test_an_officer_without_the_right_is_refused(officer: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.decide_opening", NotYourRole("custodian"))
    answer = sent(officer, f"/petugas/permintaan/identitas/{uuid4()}", keputusan="ya", alasan="Perlu.", jam="4")
    assert answer.status_code == 403


def test_more_time_is_granted_with_a_reason(officer: FlaskClient, desks: Answerer) -> None:
    extension = OpenExtension(
        extension_id=uuid4(), reference=REFERENCE, task_id=uuid4(), step="telaah", kind="assess", desk="review",
        clock="telaah", amount=2, asked_by="contoh", asked_at=NOW,
    )  # fmt: skip
    desks.on("register.extensions", Extensions(extensions=(extension,)))
    desks.on("review.decide_extension", Intervened(intervention_id=uuid4(), reference=REFERENCE))
    address = f"/petugas/permintaan/waktu/{extension.extension_id}"
    page = officer.get("/petugas/permintaan")
    assert REFERENCE in page.text
    said = {"jenis": hidden(page, "jenis"), "kunci": hidden(page, "kunci")}
    refused = sent(officer, address, keputusan="ya", **said)
    assert refused.status_code == 422
    assert "Tulis alasan keputusan Anda." in refused.text
    done = sent(officer, address, keputusan="ya", alasan="Lapangan jauh.", **said)
    after = officer.get(done.location).text
    assert "Keputusan tentang perpanjangan tersimpan." in after
    assert REFERENCE not in after
    request = desks.last("review.decide_extension")[1]
    assert isinstance(request, DecideExtension)
    assert (request.is_granted, request.reason) == (True, "Lapangan jauh.")


def test_the_profile_ends_other_sessions(officer: FlaskClient) -> None:
    mine = officer.get_cookie("dumas_petugas", path="/petugas")
    entered(officer)
    assert officer.get("/petugas/profil").text.count("<tr") == 3
    assert sent(officer, "/petugas/profil/sesi").location == "/petugas/profil?baru=lainnya-diakhiri"
    assert mine is not None
    officer.set_cookie("dumas_petugas", mine.value, path="/petugas")
    assert officer.get("/petugas").status_code == 303


def test_no_page_of_the_desk_is_kept_by_the_browser(officer: FlaskClient) -> None:
    for address in ("/petugas", "/petugas/buku", "/petugas/laporan", "/petugas/permintaan", "/petugas/profil"):
        answer = officer.get(address, headers=OURS)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "style=" not in answer.text
        assert "<script>" not in answer.text
