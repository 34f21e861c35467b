"""In whose name a paper stands, who signs it, and what it is told of the book."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.common.contracts.tenant import Officer
from services.common.press.laying import Office, laid_out
from services.common.press.offices import Roster
from services.common.press.sheet import BookEntry, Sheet
from tests.unit.press.papers import profile

COMPLAINT = UUID("c0ffee00-0000-4000-8000-000000000001")
OFFICE = Office(profile(), {}, {"dinas_contoh": "Dinas Contoh"})
ROSTER = Roster(
    Officer(id=key, name=name, position=position, roles=(role,))
    for key, name, position, role in (
        ("contoh_inspektur", "Contoh Inspektur", "Inspektur", "inspektur"),
        ("contoh_ketua", "Contoh Ketua", "Auditor", "irban"),
        ("contoh_kepala", "Contoh Kepala", "Kepala Dinas", "unit_terlapor"),
    )
)
ENTRY = BookEntry("7/2026", date(2026, 3, 2))


def laid(kind: str, by: str = "contoh_ketua", unit: str | None = None, complaint: UUID | None = COMPLAINT) -> Sheet:
    row: dict[str, Any] = {
        "tenant": "cempaka",
        "complaint_id": complaint,
        "kind": kind,
        "number": None if unit else "700/1",
        "edition": 1,
        "unit": unit,
        "issued_by": by,
        "signer_roles": ["inspektur"],
        "code": "CTH7",
        "media_type": "application/pdf",
    }
    return laid_out(
        row,
        {"fields": {}, "dated_on": "2026-03-03"},
        OFFICE,
        roster=ROSTER,
        public_url="https://x.test",
        book=lambda tenant, known: ENTRY if (tenant, known) == ("cempaka", COMPLAINT) else None,
    )


def signers(sheet: Sheet) -> tuple[str, str]:
    assert sheet.signer is not None
    assert sheet.head is not None
    return sheet.signer.name, sheet.head.name


@pytest.mark.parametrize("kind", ["lha", "lhk", "lhko"])
def test_a_report_to_the_inspektur_is_signed_by_who_wrote_it_and_not_by_its_addressee(kind: str) -> None:
    assert signers(laid(kind)) == ("Contoh Ketua", "Contoh Inspektur")


def test_an_answer_is_signed_by_the_inspektur() -> None:
    assert signers(laid("jawaban")) == ("Contoh Inspektur", "Contoh Inspektur")


def test_a_units_own_report_stands_in_the_units_name() -> None:
    sheet = laid("laporan_tindak_lanjut", by="contoh_kepala", unit="dinas_contoh")
    assert (sheet.unit, sheet.number, signers(sheet)[0]) == ("Dinas Contoh", None, "Contoh Kepala")


def test_a_memo_to_a_unit_is_the_inspectorates() -> None:
    sheet = laid("memo_penyaluran", unit="dinas_contoh")
    assert (sheet.unit, signers(sheet)[0]) == ("", "Contoh Inspektur")


def test_a_paper_knows_the_complaints_line_in_the_book_and_a_report_of_none_has_none() -> None:
    assert laid("disposisi").book == ENTRY
    assert laid("laporan_semester", complaint=None).book is None
