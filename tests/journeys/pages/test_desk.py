"""An officer's day without scripts: signs in with a code, finds a complaint, reads the book, has it printed."""

import re
from uuid import uuid4

import pytest

from deploy.demo.waiting import await_that
from tests.journeys.pages.office import Officer
from tests.journeys.pages.visiting import hidden
from tests.support.filings import anonymous, on_the_web
from tests.support.newcomer import Newcomer
from tests.support.regency import Regency
from tests.support.stack import RunningStack


@pytest.fixture
def inspektur(stack: RunningStack, newcomer: Newcomer) -> Officer:
    """The head of an office with few complaints, for the book has a line for each; signs in with a code."""
    return Officer(stack, newcomer.key, "inspektur")


@pytest.fixture
def petugas(stack: RunningStack) -> Officer:
    """Who receives complaints."""
    return Officer(stack, "banyumas", "petugas")


def test_the_head_of_the_office_signs_in_with_a_code_and_has_the_book_printed(
    inspektur: Officer, newcomer: Newcomer
) -> None:
    reference = newcomer.office().filed(anonymous())
    assert "Kotak masuk" in inspektur.enter().text
    assert reference in inspektur.get(f"/petugas?daftar=semua&cari={reference}").text
    assert reference in inspektur.get(f"/petugas/pengaduan/{reference}").text
    book = inspektur.get(f"/petugas/buku?cari={reference}").text
    assert reference in book
    year = re.search(r"\d+/(20\d\d)", book)
    assert year is not None
    key = hidden(inspektur.get("/petugas/laporan").text, "kunci")
    ordered = {"kunci": key, "bentuk": "buku-pdf", "tahun": year[1]}
    first, second = (inspektur.send("/petugas/laporan", **ordered) for _ in range(2))
    assert first.status_code == second.status_code == 200
    assert first.text.count('class="desk-card"') == second.text.count('class="desk-card"')
    page = inspektur.await_words("/petugas/laporan", "Unduh")
    (address,) = re.findall(r'href="(/petugas/laporan/[0-9a-f-]{36})"', page)[:1]
    fetched = inspektur.get(address)
    assert fetched.headers["Content-Type"] == "application/pdf"
    assert fetched.content.startswith(b"%PDF")


def test_an_order_written_when_the_session_was_over_is_sent_after_signing_in(petugas: Officer) -> None:
    petugas.enter()
    key = hidden(petugas.get("/petugas/laporan").text, "kunci")
    petugas.is_locked_out()
    door = petugas.send("/petugas/laporan", kunci=key, bentuk="buku-xlsx", tahun="2026")
    assert "Yang Anda tulis tersimpan" in door.text
    kept = petugas.enter().text
    assert "Tulisan Anda masih ada" in kept
    (address,) = re.findall(r'action="(/petugas/tulisan\?tulisan=[0-9a-f]+)"', kept)
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', kept))
    assert fields["kunci"] == key
    assert "(XLSX)" in petugas.send(address, **fields).text


def test_a_complaint_is_in_the_inbox_of_who_receives_it(petugas: Officer, banyumas: Regency) -> None:
    reference = banyumas.filed(on_the_web())
    petugas.enter()
    found = await_that(lambda: _with(petugas, f"/petugas?cari={reference}", reference), "the task")
    assert "Menerima aduan" in found
    assert reference not in petugas.get(f"/petugas?cari={uuid4().hex}").text


def _with(officer: Officer, path: str, words: str) -> str | None:
    text = officer.get(path).text
    return text if words in text else None
