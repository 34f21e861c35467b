"""What papers say, and leave unsaid: to whom, in whose name, by which date and number."""

import dataclasses
import re
from datetime import date
from typing import Any

import pypdfium2
import pytest

from services.common.press.rendering import render
from services.common.press.sheet import Sheet
from services.common.press.templating import written
from tests.unit.press.papers import as_shipped, paper, run_together

LETTER_CSS = 'html { font-family: "Liberation Serif", serif; font-size: 12pt }'
"""As deploy/tenants/README.md has it."""


def said(kind: str, says: dict[str, Any] | None = None, **changes: Any) -> str:
    return words(paper(kind, says, **changes))


def words(sheet: Sheet) -> str:
    """All it says, without its markup, run together."""
    return run_together(re.sub(r"<style>.*?</style>|<[^>]*>", "", written(sheet)))


@pytest.mark.parametrize("form", ["letter", "chapters"])
def test_a_report_bears_the_date_of_its_number_alone(form: str) -> None:
    text = said("lha", {"form": form, "reported_on": date(2026, 10, 5)})
    assert "oktober" not in text
    assert "tertanggal" not in text
    assert "21november2026" in text


def test_below_a_report_in_chapters_the_head_stands_beside_the_writer() -> None:
    sheet = paper("lha", {"form": "chapters"})
    text = words(dataclasses.replace(sheet, signer=sheet.issuer))
    assert "mengetahui,inspektur," in text
    assert "cendanacontoh" in text
    assert "melaticontoh" in text


def unit_paper(**changes: Any) -> Sheet:
    return paper("laporan_tindak_lanjut", unit="Dinas Karangan", number=None, **changes)


def test_a_units_own_report_stands_on_its_own_letterhead_without_a_number() -> None:
    text = words(unit_paper())
    assert "pemerintahkabupatencempaka" in text
    assert "dinaskarangan" in text
    for ours in ("inspektoratkabupaten", "jalankarangan1", "(0000)111", "surat@cempaka.test", "nomor:700"):
        assert ours not in text


def test_an_identity_that_goes_along_is_handed_over_separately() -> None:
    assert "identitaspelapordisampaikanterpisaholehpengirim" in said("memo_penyaluran")
    assert "pelapordisertakan" not in said("memo_penyaluran")


def test_the_report_of_an_examination_has_agenda_number_day_and_problem_and_names_the_criteria() -> None:
    text = said("laporan_penelaahan")
    for part in ("nomoragenda12/2026", "tanggalditerima21november2026", "kategorimasalah02pelayananmasyarakat"):
        assert part in text
    assert "kriteriayangdipakaiberkadarpengawasan" in text
    assert "e.hasilpenelaahan" in text
    assert "f.rekomendasi" in text
    assert "kesimpulan" not in text


def test_a_paper_of_a_complaint_that_is_not_in_the_book_yet_does_without() -> None:
    assert "nomoragenda" not in said("laporan_penelaahan", book=None)
    assert "nomoragenda:-" in said("disposisi", book=None)


def test_an_answer_to_who_sent_the_complaint_on_names_the_disposition_and_thanks_no_reporter() -> None:
    text = said("jawaban", {"is_to_reporter": False, "to": "Bupati Cempaka"})
    assert "menindaklanjutidisposisinomorb/45/xi/2026tentangpengaduanmasyarakat" in text
    assert "demikiankamilaporkan" in text
    assert "saudara" not in text
    assert "disposisi" not in said("jawaban")


def test_a_disposition_without_a_number_is_named_all_the_same() -> None:
    assert "menindaklanjutidisposisitentang" in said("jawaban", {"is_to_reporter": False}, book=None)


def test_what_was_delivered_says_to_whom_and_is_signed_for_where_it_can_be() -> None:
    text = said("bukti_penyampaian")
    assert "telahdisampaikankepadapelapor:" in text
    assert "yangmenerima" in text
    assert "yangmenerima" not in said("bukti_penyampaian", {"can_be_receipted": False})


@pytest.mark.parametrize("kind", ["spt", "lha", "lhk", "jawaban", "laporan_penelaahan"])
def test_the_edition_stands_in_the_footer_alone(kind: str) -> None:
    assert said(kind, number="700/1").count("edisi") == 1


def test_the_receipt_warns_once_of_giving_away_the_access_code() -> None:
    text = said("tanda_terima")
    assert text.count("kodeakses") == 1
    assert "rahasiakepada" not in text
    assert "pukul09.15wib" in text


def test_a_disposition_sheet_has_the_agenda_number() -> None:
    assert "nomoragenda:12/2026" in said("disposisi")


def test_a_table_of_days_is_headed_so() -> None:
    days = {"heading": "Lama", "note": "", "rows": [{"label": "Median", "count": 7}], "counted": "Hari"}
    text = said("laporan_semester", {"tables": [days]})
    assert "uraianhari" in text
    assert "jumlah" not in text


@pytest.mark.parametrize("paper_size", ["A4", "F4"])
def test_no_word_and_no_number_of_a_document_breaks_in_the_book(paper_size: str) -> None:
    line = paper("buku_pengaduan").fields["lines"][0] | {
        "reference": "CTH-26-7K3M-9QXR",
        "channel_label": "Whistleblowing System (WBS)",
        "category_label": "01 Penyalahgunaan wewenang",
        "disposition": "Pertanahan/perumahan",
        "result": "Ditindaklanjuti sekretariat",
        "reporter": "Pelapor 9QXR, identitas dirahasiakan",
        "documents": ["700/003/LP/CTH/2026", "700/014/LHKO/CTH/2026"],
    }
    sheet = paper("buku_pengaduan", {"lines": [line]})
    sheet = dataclasses.replace(sheet, profile=sheet.profile.model_copy(update={"paper": paper_size}))
    with pypdfium2.PdfDocument(render(sheet)) as pdf:
        found = set(re.split(r"[\s\ufffe]+", pdf[0].get_textpage().get_text_range()))
    assert {"7K3M-9QXR", "9QXR"} & found
    told = ("Whistleblowing", "Penyalahgunaan", "Ditindaklanjuti", "sekretariat", "dirahasiakan")
    assert set(told) | set(line["documents"]) <= found


def sizes(file: bytes) -> dict[str, float]:
    """The height of capitals at the start of some lines, which goes with the size of the letters."""
    found = {}
    with pypdfium2.PdfDocument(file) as pdf:
        page = pdf[0].get_textpage()
        text = page.get_text_range()
        for start in ("A. Inti", "Alinea", "PEMERINTAH", "Dokumen ini"):
            _, bottom, _, top = page.get_charbox(text.index(start))
            found[start] = top - bottom
    return found


def test_a_regencys_own_size_of_letters_counts_for_headings_letterhead_and_footer_too() -> None:
    ours = sizes(as_shipped("laporan_penelaahan"))
    own = sizes(render(paper("laporan_penelaahan", stationery={"style": LETTER_CSS.replace("Serif", "Sans")})))
    assert {start: round(own[start] / ours[start], 2) for start in ours} == dict.fromkeys(ours, round(12 / 11, 2))
