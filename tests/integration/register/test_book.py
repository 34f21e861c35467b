"""The Buku Pengaduan on real tables, put together under the role of the press."""

from typing import Any

import psycopg2
import pytest
from sqlalchemy.exc import ProgrammingError

from services.common.contracts import events
from services.common.contracts.report_fields import BookLine
from services.common.runtime.database import transaction
from services.intake.register import destroying
from services.intake.register.compiling import office
from services.intake.register.models import Base
from services.intake.register.recalling import recall_of
from tests.integration.register.printing import Printing
from tests.integration.register.regency import Filed, closed, examined
from tests.unit.common.clocks.support import local


def filed(printing: Printing, **given: Any) -> Filed:
    """A complaint that is examined, with all it says."""
    course = Filed(printing)
    course.received("2026-04-06 09:00", **given)
    printing.says(course)
    return course


def only(printing: Printing, **asked: Any) -> BookLine:
    (line,) = printing.book(**asked).lines
    return line


def test_a_line_says_what_was_filed_and_what_became_of_it(printing: Printing) -> None:
    course = closed(printing)
    printing.says(course)
    line = only(printing)
    assert (line.number, line.reference, str(line.received_on)) == ("1", course.reference, "2026-04-06")
    assert (line.channel_label, line.subject, line.location) == (
        "Datang langsung",
        "Pungutan di loket contoh",
        "Kantor Contoh",
    )
    assert line.reported == "Contoh Terlapor, Petugas loket, Dinas Contoh"
    assert (line.disposition, line.result, str(line.answered_on)) == ("Teguran", "Ditutup", "2026-04-13")


def test_a_complaint_that_is_open_says_where_it_is(printing: Printing) -> None:
    printing.says(examined(printing))
    line = only(printing)
    assert (line.disposition, line.result, line.answered_on) == ("-", "Dalam proses: Menelaah", None)


@pytest.mark.parametrize(
    ("mode", "words"),
    [("open", "identitas terbuka bagi petugas"), ("confidential", "identitas dirahasiakan"), ("anonymous", "anonim")],
)
def test_who_reports_is_a_pseudonym_in_every_mode(printing: Printing, mode: str, words: str) -> None:
    course = filed(printing, mode=mode)
    assert only(printing).reporter == f"Pelapor {course.reference[-4:]}, {words}"


def test_the_category_is_the_one_the_office_gave_when_it_wrote_the_book(printing: Printing) -> None:
    course = filed(printing, problem_code="02")
    assert only(printing).category_label == "02 Pelayanan masyarakat"
    printing.recorded(course, "03")
    assert only(printing).category_label == "03 Korupsi/pungli"


def test_a_correction_is_a_line_of_its_own_and_the_line_stays_as_it_was_entered(printing: Printing) -> None:
    course = filed(printing, problem_code="03")
    printing.corrected(course, "problem_code", "01", "2026-05-04 10:00")
    printing.corrected(course, "problem_code", "02", "2026-05-05 10:00")
    line, first, second = printing.book().lines
    assert (line.category_label, line.is_correction) == ("03 Korupsi/pungli", False)
    assert (first.is_correction, first.received_on) == (True, None)
    assert (first.category_label, first.source_reference) == ("01 Penyalahgunaan wewenang", "")
    assert first.subject == (
        "Koreksi atas nomor 1: kategori 03 Korupsi/pungli menjadi 01 Penyalahgunaan wewenang. "
        "4 Mei 2026, Nama contoh_petugas"
    )
    assert "01 Penyalahgunaan wewenang menjadi 02 Pelayanan masyarakat" in second.subject


def test_the_documents_are_listed_once_by_number_with_the_code_of_their_kind(printing: Printing) -> None:
    course = filed(printing)
    for edition in (1, 2):
        told = {"document": "spt", "number": "700/014/CTH/2026", "edition": edition, "step": "catat"}
        course.hear(events.DocumentIssued, "2026-04-07 09:00", document_id=course.complaint, **told)
    told = {"document": "lha", "number": "700/001/LHA/CTH/2026", "edition": 1, "step": "catat"}
    course.hear(events.DocumentIssued, "2026-04-07 09:00", document_id=course.complaint, **told)
    assert only(printing).documents == ("SPT 700/014/CTH/2026", "700/001/LHA/CTH/2026")


def test_lines_about_who_asks_are_left_out_and_counted(printing: Printing) -> None:
    filed(printing)
    filed(printing, barred={"officers": ["contoh_terlapor"]})
    filed(printing, barred={"units": ["dinas_contoh"]})
    for asker, left in (
        (printing.caller("irban", actor="contoh_terlapor"), ["1", "3"]),
        (printing.caller("irban", unit="dinas_contoh"), ["1", "2"]),
        (printing.caller("irban"), ["1", "2", "3"]),
    ):
        book = printing.book(asker)
        assert ([line.number for line in book.lines], book.withheld) == (left, 3 - len(left))


def test_what_was_destroyed_leaves_its_number_and_dates(printing: Printing) -> None:
    course = filed(printing, source_reference="SP4N-7")
    printing.corrected(course, "source_reference", "SP4N-8", "2026-05-04 10:00")
    printing.destroyed(course)
    printing.rows(
        "UPDATE entry_correction SET before = NULL, after = NULL WHERE complaint_id = %s", str(course.complaint)
    )
    line, correction = printing.book().lines
    gone = "— (dimusnahkan)"
    assert (line.number, line.subject, line.reported, line.location) == ("1", gone, gone, gone)
    assert f"menjadi {gone}" in correction.subject


def test_what_the_register_has_marked_is_gone_although_intake_has_not_destroyed_its_key_yet(printing: Printing) -> None:
    course = filed(printing)
    printing.recorded(course, "03")
    printing.rows("UPDATE entry SET destroyed_at = now() WHERE complaint_id = %s", str(course.complaint))
    filed(printing)
    marked, other = printing.book().lines
    gone = "— (dimusnahkan)"
    assert (marked.subject, marked.reported, marked.location, marked.category_label) == (gone, gone, gone, "-")
    assert other.reported == "Contoh Terlapor, Petugas loket, Dinas Contoh"


def test_a_book_of_half_a_year_has_what_was_received_in_it(printing: Printing) -> None:
    filed(printing)
    late = Filed(printing)
    late.received("2026-07-01 00:00")
    assert [line.number for line in printing.book(half=1).lines] == ["1"]
    assert [line.number for line in printing.book(half=2).lines] == ["2"]
    assert [line.number for line in printing.book().lines] == ["1", "2"]


def test_a_long_book_is_read_in_batches(printing: Printing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "BATCH", 2)
    for _ in range(5):
        filed(printing)
    assert [line.number for line in printing.book().lines] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("table", ["vault.identity", "message", "consent", "attachment"])
def test_the_press_cannot_read_who_reports_nor_the_mailbox(printing: Printing, table: str) -> None:
    with (
        pytest.raises(ProgrammingError) as refused,
        transaction(printing.press, "register", printing.tenant, Base) as work,
    ):
        work.connection.exec_driver_sql(f"SELECT * FROM {table}")
    assert isinstance(refused.value.orig, psycopg2.errors.InsufficientPrivilege)


def taken_back(printing: Printing) -> list[bool]:
    """Of the books in the order in which they were asked for."""
    query = "SELECT cancelled_at IS NOT NULL FROM document WHERE tenant = %s ORDER BY issued_at, year"
    return [gone for (gone,) in printing.rows(query, printing.tenant)]


def test_books_with_the_line_of_a_destroyed_complaint_are_taken_back(printing: Printing) -> None:
    printing.says(closed(printing))
    for hour, half in enumerate((1, 2, None)):
        printing.order("buku_pengaduan", at=f"2027-02-01 0{hour}:00", half=half)
    destroying.end_of(printing.work, printing.tenant, local("2030-01-01 08:00"))
    assert taken_back(printing) == [True, False, True]
    assert len(printing.told("document_withdrawn")) == 2


def test_who_turns_out_to_be_complained_of_keeps_no_book_with_the_line(printing: Printing) -> None:
    course = filed(printing)
    accused, of_unit, other = (
        printing.caller("irban", actor="contoh_terlapor"),
        printing.caller("irban", actor="contoh_dinas", unit="dinas_contoh"),
        printing.caller("irban", actor="contoh_lain"),
    )
    for hour, asker in enumerate((accused, of_unit, other)):
        printing.order("buku_pengaduan", asker, at=f"2027-02-01 0{hour}:00")
    with printing.work(printing.tenant) as work:
        recall_of(work, course.complaint, ("contoh_terlapor",), ("dinas_contoh",), local("2027-02-02 08:00"))
    assert taken_back(printing) == [True, True, False]
