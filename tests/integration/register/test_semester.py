"""The report of half a year on real tables: what is counted, and that the same report says the same a year later."""

import pytest

from services.common.contracts.report_fields import LaporanSemester
from services.intake.register.compiling import office
from tests.integration.register.printing import Printing
from tests.integration.register.regency import Filed, closed, examined, four_day_weeks, waiting

HEADINGS = (
    "Ringkasan",
    "Pengaduan masuk menurut saluran",
    "Kategori (kadar pengawasan)",
    "Keputusan tindak lanjut",
    "Status pada akhir periode",
    "Hasil penanganan",
    "Ketepatan waktu",
    "Lama penyelesaian",
)


def rows(report: LaporanSemester, heading: str) -> dict[str, int]:
    (table,) = [table for table in report.tables if table.heading == heading]
    return {row.label: row.count for row in table.rows}


def flow(report: LaporanSemester) -> list[int]:
    """Carried over, come in, opened again, ended, carried on."""
    return list(rows(report, "Ringkasan").values())


def test_every_table_is_there_and_says_how_it_is_counted(printing: Printing) -> None:
    report = printing.report()
    assert tuple(table.heading for table in report.tables) == HEADINGS
    assert all(table.note for table in report.tables)
    assert (report.period_label, str(report.from_on), str(report.to_on)) == (
        "Semester I Tahun 2026",
        "2026-01-01",
        "2026-06-30",
    )


def test_what_came_ended_and_waits_is_counted(printing: Printing) -> None:
    closed(printing)
    examined(printing)
    waiting(printing)
    report = printing.report()
    assert flow(report) == [0, 3, 0, 1, 2]
    assert rows(report, "Pengaduan masuk menurut saluran") == {"Datang langsung": 3}
    assert rows(report, "Keputusan tindak lanjut") == {"Teguran": 1}
    assert rows(report, "Status pada akhir periode") == {"Menelaah": 1, "Menunggu kelengkapan dari pelapor": 1}
    assert rows(report, "Hasil penanganan") == {"Ditutup": 1}
    assert rows(report, "Lama penyelesaian") == {"Rata-rata": 7, "Median": 7}


def test_what_came_is_counted_by_problem_code_as_the_office_gave_it(printing: Printing) -> None:
    printing.recorded(examined(printing), "03")
    printing.recorded(examined(printing), "03")
    waiting(printing)
    found = rows(printing.report(), "Pengaduan masuk menurut jenis masalah")
    assert len(found) == 11
    assert (found["03 Korupsi/pungli"], found["01 Penyalahgunaan wewenang"], found["Tanpa kode"]) == (2, 0, 1)


def test_a_table_of_days_says_that_it_counts_days(printing: Printing) -> None:
    closed(printing)
    counted = {table.heading: table.counted for table in printing.report().tables}
    assert (counted["Lama penyelesaian"], counted["Ringkasan"]) == ("Hari", "Jumlah")


def test_the_next_period_begins_with_what_this_one_left(printing: Printing) -> None:
    closed(printing)
    course = examined(printing)
    course.ended("telaah", "ditelaah", "2026-07-20 09:00")
    course.entered("putusan", "2026-07-20 09:00")
    assert flow(printing.report()) == [0, 2, 0, 1, 1]
    second = printing.report(half=2)
    assert flow(second) == [1, 0, 0, 0, 1]
    assert rows(second, "Status pada akhir periode") == {"Memutuskan": 1}


def test_deadlines_count_where_they_ended_or_run(printing: Printing) -> None:
    on_time = closed(printing)
    assert on_time.deadline().stopped_at
    late = examined(printing)
    late.ended("telaah", "ditelaah", "2026-05-20 09:00")
    report = printing.report()
    # Of the first: catat is over its half hour, telaah and the whole in time. Of the second both steps are late, and
    # the whole ran out on 5 May.
    assert rows(report, "Ketepatan waktu") == {
        "Tepat waktu": 2,
        "Terlambat": 3,
        "Masih berjalan, belum lewat waktu": 0,
        "Masih berjalan, lewat waktu": 1,
    }


def test_the_same_report_says_the_same_a_year_later_whatever_happened_since(printing: Printing) -> None:
    course, gone = examined(printing), closed(printing)
    first = printing.report(at="2026-07-01 09:00")
    course.ended("telaah", "ditelaah", "2026-07-20 09:00")
    course.entered("putusan", "2026-07-20 09:00")
    printing.corrected(course, "problem_code", "09", "2026-07-21 09:00")
    printing.destroyed(gone)
    printing.apply(four_day_weeks())
    examined_later = Filed(printing)
    examined_later.received("2026-07-22 09:00")
    again = printing.report(at="2027-07-01 09:00")
    assert again == first
    assert again.snapshot_sha256 == first.snapshot_sha256


def test_another_figure_gives_another_hash(printing: Printing) -> None:
    empty = printing.report()
    examined(printing)
    assert printing.report().snapshot_sha256 != empty.snapshot_sha256


def test_a_time_that_is_not_over_says_how_far_it_goes(printing: Printing) -> None:
    examined(printing)
    report = printing.report(at="2026-04-20 09:00")
    assert (report.period_label, str(report.to_on)) == (
        "Semester I Tahun 2026 (sampai dengan 20 April 2026)",
        "2026-04-20",
    )


def test_many_complaints_are_read_in_batches(printing: Printing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "BATCH", 2)
    for _ in range(5):
        Filed(printing).received("2026-04-06 09:00")
    assert flow(printing.report()) == [0, 5, 0, 0, 5]
