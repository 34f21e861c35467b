"""In whose name a paper stands, who signs it, and what it is told of the book."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.common.contracts.tenant import Officer
from services.common.press.laying import Office, laid_out
from services.common.press.offices import Deputy, Roster
from services.common.press.sheet import BookEntry, Sheet
from tests.unit.press.papers import profile

COMPLAINT = UUID("c0ffee00-0000-4000-8000-000000000001")
OFFICE = Office(profile(), {}, {"dinas_contoh": "Dinas Contoh"})
OFFICERS = [
    Officer(id=key, name=name, position=position, roles=(role,))
    for key, name, position, role in (
        ("contoh_inspektur", "Contoh Inspektur", "Inspektur", "inspektur"),
        ("contoh_ketua", "Contoh Ketua", "Auditor", "irban"),
        ("contoh_kepala", "Contoh Kepala", "Kepala Dinas", "unit_terlapor"),
    )
]
ROSTER = Roster(OFFICERS)
AT = datetime(2026, 3, 3, 2, tzinfo=UTC)
ENTRY = BookEntry("7/2026", date(2026, 3, 2))


def laid(
    kind: str,
    by: str = "contoh_ketua",
    unit: str | None = None,
    complaint: UUID | None = COMPLAINT,
    *,
    acted_as: str | None = None,
    roster: Roster = ROSTER,
) -> Sheet:
    row: dict[str, Any] = {
        "tenant": "cempaka",
        "complaint_id": complaint,
        "kind": kind,
        "number": None if unit else "700/1",
        "edition": 1,
        "unit": unit,
        "issued_by": by,
        "issued_as": acted_as,
        "issued_at": AT,
        "signer_roles": ["inspektur"],
        "code": "CTH7",
        "media_type": "application/pdf",
    }
    return laid_out(
        row,
        {"fields": {}, "dated_on": "2026-03-03"},
        OFFICE,
        roster=roster,
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


def deputised(since: timedelta, until: timedelta) -> Roster:
    """The irban has the Inspektur's role meanwhile."""
    lent = Deputy("contoh_ketua", "contoh_inspektur", "plh", ["inspektur"], AT + since, AT + until)
    return Roster(OFFICERS, [lent])


def test_a_paper_of_those_days_names_the_deputy_with_plh_before_the_office() -> None:
    found = laid("memo_inspektur", roster=deputised(timedelta(), timedelta(days=1))).signer
    assert found is not None
    assert (found.name, found.position) == ("Contoh Ketua", "Plh. Inspektur")


@pytest.mark.parametrize("days", [(1, 2), (-2, -1)])
def test_a_paper_of_other_days_names_the_holder(days: tuple[int, int]) -> None:
    found = laid("memo_inspektur", roster=deputised(timedelta(days=days[0]), timedelta(days=days[1]))).signer
    assert found is not None
    assert (found.name, found.position) == ("Contoh Inspektur", "Inspektur")


def test_who_writes_a_report_in_the_place_of_another_says_so_below_it() -> None:
    found = laid("lha", acted_as="plt:irban:contoh_gone").signer
    assert found is not None
    assert (found.name, found.position) == ("Contoh Ketua", "Plt. Irban")


def test_who_signs_as_a_deputy_is_named_so_in_the_signature() -> None:
    found = ROSTER.acting("contoh_ketua", "plh:inspektur:contoh_inspektur")
    assert found is not None
    assert found.position == "Plh. Inspektur"
