"""Ordering, listing and signing books and reports; what the SOP orders by the calendar; corrections of the book."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from services.common.contracts import documents as d
from services.common.errors import Invalid, NotFound, NotYetRendered, SigningRefused
from services.intake.register import destroying, scheduling
from services.intake.register.reports import Reports
from services.intake.register.repository import NotYetEntered
from tests.integration.register.printing import Printing
from tests.integration.register.regency import Filed, closed, examined
from tests.unit.common.clocks.support import local

BOOK, REPORT = "buku_pengaduan", "laporan_semester"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sign(printing: Printing, document: d.Document, way: str = "internal") -> d.Document:
    request = {"document_id": document.document_id, "way": way, "request_key": "s"}
    with printing.work(printing.tenant) as work:
        reports = Reports(work, local("2027-02-01 10:00"))
        return reports.sign(printing.caller("inspektur"), d.SignDocument.model_validate(request))


def rendered(printing: Printing, document: d.Document) -> None:
    """The press has made the file."""
    made = "UPDATE document SET rendered_at = now(), object_key = 'x', size = 1, sha256 = 'x' WHERE document_id = %s"
    printing.rows(made, str(document.document_id))


def scheduled(printing: Printing) -> list[tuple[Any, ...]]:
    """What was ordered by the SOP."""
    query = (
        "SELECT ordered->>'label', number FROM document WHERE tenant = %s AND issued_by = 'sop' ORDER BY year, serial"
    )
    return printing.rows(query, printing.tenant)


def test_reports_are_numbered_without_a_gap_and_books_are_not(printing: Printing) -> None:
    ordered = [printing.order(kind, half=1) for kind in (REPORT, BOOK, REPORT)]
    assert [one.number for one in ordered] == ["700/001/SEM/CTH/2027", None, "700/002/SEM/CTH/2027"]


def order_and_fail(printing: Printing) -> None:
    with printing.work(printing.tenant) as work:
        request = d.OrderReport(kind="laporan_semester", year=2026, half=1, request_key="k")
        Reports(work, local("2027-02-01 09:00")).order(printing.caller("irban"), request)
        raise ZeroDivisionError


def test_an_order_that_is_undone_leaves_no_gap(printing: Printing) -> None:
    with pytest.raises(ZeroDivisionError):
        order_and_fail(printing)
    assert printing.order(REPORT, half=1).number == "700/001/SEM/CTH/2027"


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": REPORT},
        {"kind": BOOK, "year": 2028},
        {"kind": REPORT, "year": 2027, "half": 2},
        {"kind": REPORT, "half": 1, "media_type": SHEET},
    ],
)
def test_what_has_no_half_or_has_not_begun_is_refused(printing: Printing, asked: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        printing.order(**asked)


def test_a_book_is_its_orderers_and_a_report_the_leaders_and_whom_the_sop_names_too(printing: Printing) -> None:
    irban = printing.caller("irban", actor="contoh_irban")
    book, report = (printing.order(kind, irban, half=1).document_id for kind in (BOOK, REPORT))
    assert set(printing.listed(irban)) == {book, report}
    for role in ("inspektur", "admin_tenant", "sekretaris"):
        assert printing.listed(printing.caller(role)) == [report]
    assert printing.listed(printing.caller("jfu")) == []


def test_ordering_is_audited_without_a_complaint(printing: Printing) -> None:
    document = printing.order(BOOK)
    (entry,) = [told for told in printing.told("audited") if told["action"] == "document_asked"]
    assert (entry["actor"], entry["subject"], entry["complaint_id"]) == ("contoh", str(document.document_id), None)


def test_the_head_signs_a_report_by_our_own_key_once_it_is_made(printing: Printing) -> None:
    report = printing.order(REPORT, half=1)
    with pytest.raises(NotYetRendered):
        sign(printing, report)
    rendered(printing, report)
    signature = sign(printing, report).signature
    assert signature is not None
    assert (signature.way, signature.by, signature.signed_at) == ("internal", "contoh", None)


def test_a_sheet_is_not_signed_nor_any_report_by_hand(printing: Printing) -> None:
    sheet, paper = printing.order(BOOK, media_type=SHEET), printing.order(REPORT, half=1)
    for document, way in ((sheet, "internal"), (paper, "wet")):
        rendered(printing, document)
        with pytest.raises(SigningRefused):
            sign(printing, document, way)


def test_the_head_finds_no_book_of_another_to_sign(printing: Printing) -> None:
    with pytest.raises(NotFound):
        sign(printing, printing.order(BOOK, printing.caller("irban", actor="contoh_irban")))


def test_the_sop_orders_its_report_once_when_the_period_is_over(printing: Printing) -> None:
    for at in ("2026-06-30 23:59", "2026-07-01 00:30"):
        scheduling.fall_due(printing.work, printing.tenant, local(at))
    assert scheduled(printing) == []
    for at in ("2026-07-01 01:30", "2026-07-01 02:30", "2026-12-31 12:00"):
        scheduling.fall_due(printing.work, printing.tenant, local(at))
    assert scheduled(printing) == [("Semester I Tahun 2026", "700/001/SEM/CTH/2026")]
    scheduling.order_what_is_due(printing.work, local("2027-01-02 08:00"))
    assert [label for label, _ in scheduled(printing)] == ["Semester I Tahun 2026", "Semester II Tahun 2026"]


def test_replicas_order_it_once(printing: Printing) -> None:
    with ThreadPoolExecutor(4) as replicas:
        list(
            replicas.map(
                lambda at: scheduling.fall_due(printing.work, printing.tenant, local(at)), ["2026-07-02 08:00"] * 4
            )
        )
    assert len(scheduled(printing)) == 1


def test_of_the_time_before_there_was_an_sop_nothing_is_ordered(printing: Printing) -> None:
    scheduling.fall_due(printing.work, printing.tenant, local("2026-04-07 08:00"))
    assert scheduled(printing) == []


def test_whom_the_sop_names_finds_what_it_ordered(printing: Printing) -> None:
    scheduling.fall_due(printing.work, printing.tenant, local("2026-07-02 08:00"))
    assert len(printing.listed(printing.caller("sekretaris", actor="contoh_lain"))) == 1
    assert printing.listed(printing.caller("irban", actor="contoh_lain")) == []


def test_a_correction_changes_the_list_and_is_shown_with_the_complaint(printing: Printing) -> None:
    course = examined(printing)
    printing.corrected(course, "problem_code", "01", "2026-05-04 10:00")
    standing = printing.standing(course)
    assert standing.entry.problem_code == "01"
    (shown,) = standing.corrections
    assert (shown.field, shown.before, shown.after, shown.by) == ("problem_code", None, "01", "contoh_petugas")


def test_of_corrections_heard_out_of_order_the_newest_holds(printing: Printing) -> None:
    course = examined(printing)
    printing.corrected(course, "unit", "dinas_contoh", "2026-05-05 10:00")
    printing.corrected(course, "unit", None, "2026-05-04 10:00")
    assert printing.standing(course).entry.unit == "dinas_contoh"


def test_a_correction_waits_for_its_line(printing: Printing) -> None:
    with pytest.raises(NotYetEntered):
        printing.corrected(Filed(printing), "problem_code", "01", "2026-05-04 10:00")


def test_a_corrected_number_at_the_source_goes_when_retention_ends(printing: Printing) -> None:
    course = closed(printing)
    printing.corrected(course, "source_reference", "SP4N-8", "2026-05-04 10:00")
    destroying.end_of(printing.work, printing.tenant, local("2030-01-01 08:00"))
    printing.corrected(course, "source_reference", "SP4N-9", "2026-05-05 10:00")
    assert [(one.before, one.after) for one in printing.standing(course).corrections] == [(None, None)]
    assert printing.standing(course).entry.source_reference is None
