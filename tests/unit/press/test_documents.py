"""What stands on paper: every field of every kind, letterhead, heading, signature and footer."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pypdfium2
import pytest

from services.common.contracts.document_fields import MODELS
from services.common.press import words
from services.common.press.rendering import render
from services.common.press.samples import FULL, samples
from services.common.press.sheet import Person
from tests.unit.press.papers import as_shipped, pages, paper, profile, read, run_together

CODES = {"mode", "form"}


def said(fields: Any, name: str = "") -> Iterator[str]:
    """Each text and date in the fields, as it is to be found on paper."""
    if isinstance(fields, dict):
        for key, value in fields.items():
            yield from said(value, key)
    elif isinstance(fields, list):
        for value in fields:
            yield from said(value, name)
    elif isinstance(fields, date):
        yield words.long_date(fields)
    elif isinstance(fields, str) and name not in CODES:
        yield from fields.split("\n")


def test_there_is_a_sample_of_every_kind() -> None:
    assert set(FULL) == set(MODELS)


@pytest.mark.parametrize("kind", [kind for kind in MODELS if kind != "buku_pengaduan"])
def test_every_field_of_every_kind_is_printed(kind: str) -> None:
    found = read(as_shipped(kind))
    assert not [text for text in said(FULL[kind]) if run_together(text) not in found]


@pytest.mark.parametrize("kind", MODELS)
def test_every_kind_is_printed_with_as_little_as_there_can_be(kind: str) -> None:
    sheet = list(samples(kind, profile(), {}))[1]
    text = read(render(sheet))
    assert run_together(sheet.code) in text
    assert "none" not in text


@pytest.mark.parametrize("kind", MODELS)
def test_every_page_names_the_code_and_where_it_can_be_verified(kind: str) -> None:
    file = as_shipped(kind)
    for number, page in enumerate(pages(file), 1):
        text = run_together(page)
        assert "cth7-k2m9-x4pq" in text
        assert "dapatdiverifikasidihttps://dumas.example.test/v/cth7-k2m9-x4pq" in text
        assert f"halaman{number}dari{len(pages(file))}" in text


def test_a_letterhead_names_government_office_and_how_to_reach_it() -> None:
    text = read(as_shipped("spt"))
    for line in ("pemerintah kabupaten cempaka", "inspektorat", "jalan karangan 1", "(0000) 111", "(0000) 222"):
        assert run_together(line) in text


def test_the_book_has_every_column_and_repeats_its_head_on_every_page() -> None:
    line = FULL["buku_pengaduan"]["lines"][0]
    lines = [line | {"number": str(number), "documents": ["LP 1", "LHK 2"]} for number in range(40)]
    printed = pages(render(paper("buku_pengaduan", {"lines": lines})))
    assert len(printed) > 1
    for page in printed:
        assert "nomorpengaduan" in run_together(page)
    for value in (line["subject"], line["reporter"], line["disposition"], "21-11-2026", "LHK 2"):
        assert run_together(value) in run_together(printed[0])


def test_a_correction_in_the_book_is_marked_and_what_is_withheld_is_counted() -> None:
    text = read(as_shipped("buku_pengaduan"))
    assert "ralat12" in text
    assert "2pengaduantidakditampilkan" in text


def test_an_edition_is_named_from_the_second_on() -> None:
    assert "edisike-2" in read(as_shipped("spt"))
    assert "edisike" not in read(render(paper("spt", edition=1)))


def test_a_signature_names_office_name_rank_and_nip_in_groups() -> None:
    text = "".join(pages(as_shipped("spt")))
    place = text.index("INSPEKTUR,")
    assert place < text.index("Cendana Contoh, S.H., M.Si.") < text.index("Pembina Utama Muda")
    assert "NIP 19700303 199503 1 003" in text.replace("\u00a0", " ")


def test_a_letter_that_must_be_signed_sends_the_reader_to_the_page_that_shows_the_signature() -> None:
    assert "tandatangandankeabsahandokumenditunjukkandihalamanverifikasi" in read(as_shipped("spt"))


def test_a_signer_not_in_the_roster_leaves_lines_to_write_on() -> None:
    text = read(render(paper("spt", signer=None)))
    assert "nip………" in text


def test_a_person_without_nip_has_no_line_for_one() -> None:
    text = read(render(paper("jawaban", signer=Person("Kenanga Karangan", "", "", "Sekretaris"))))
    assert "kenangakarangan" in text
    assert "nip" not in text.replace("penyampaian", "")


@pytest.mark.parametrize("kind", ["jawaban", "tanggapan_tertulis"])
def test_an_answer_tells_the_reporter_of_the_right_to_object(kind: str) -> None:
    told = "berhakmengajukankeberatandalam14harikerja"
    assert told in read(as_shipped(kind))
    assert told not in read(render(paper(kind, {"objection": None})))


def test_the_writers_line_breaks_stay() -> None:
    text = "".join(pages(render(paper("jawaban", {"answer": "Satu\nDua\n\nTiga"}))))
    assert [line for line in text.splitlines() if line in {"Satu", "Dua", "Tiga"}] == ["Satu", "Dua", "Tiga"]


@pytest.mark.parametrize(("size", "width", "height"), [("A4", 210, 297), ("F4", 215, 330)])
def test_the_page_is_the_size_of_the_regencys_paper(size: str, width: int, height: int) -> None:
    file = render(paper("jawaban", profile=profile(paper=size)))
    with pypdfium2.PdfDocument(file) as pdf:
        assert [round(side / 72 * 25.4) for side in pdf[0].get_size()] == [width, height]


def test_the_book_lies_on_its_side() -> None:
    with pypdfium2.PdfDocument(as_shipped("buku_pengaduan")) as pdf:
        width, height = pdf[0].get_size()
        assert width > height
