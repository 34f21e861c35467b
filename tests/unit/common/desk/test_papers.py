"""Editions and numbers: what is drafted again, what has left, what was cancelled, and when the year turns."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from services.common.contracts.conflict import Barred
from services.common.contracts.document_fields import Jawaban
from services.common.desk.custody import Custody
from services.common.desk.papers import NOTHING, Paper
from tests.unit.common.desk.composed import writing
from tests.unit.common.desk.endings import being_ended
from tests.unit.common.desk.memory import TUESDAY, Announced, MemoryDesk, small_sop
from tests.unit.common.desk.results import COMPLETE, UNIT

ANOTHER = UUID(int=7)
FIELDS = Jawaban(to="Pelapor", answer="Telah ditangani")


class Desk:
    """A desk that writes, and what it announced."""

    def __init__(self) -> None:
        self.papers, self.announced = MemoryDesk(small_sop()), Announced()
        self.writing = writing("followup", self.papers, self.announced)

    def write(self, kind: str = "jawaban", now: datetime = TUESDAY, **custody: Any) -> Paper:
        """A document of this kind."""
        ending = being_ended("respond", {"answer": "Telah ditangani"}, now=now)
        ending = replace(ending, custody=replace(ending.custody, **custody))
        return self.writing.one(kind, ending, FIELDS, "contoh_sekretariat", "jawaban")

    def end(self, kind: str, *documents: str, **more: Any) -> tuple[Paper, ...]:
        """What a step of this kind issues."""
        return self.writing.of_step(being_ended(kind, COMPLETE[kind], documents=documents, **more)).issued

    def numbers(self) -> list[tuple[str | None, int]]:
        """Number and edition of each document, oldest first."""
        return [(one.number, one.edition) for one in self.papers.documents]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_what_is_written_again_before_it_left_is_another_edition_under_its_number(desk: Desk) -> None:
    first, second = desk.write(), desk.write()
    assert desk.numbers() == [("700/001/JWB/CTH/2026", 1), ("700/001/JWB/CTH/2026", 2)]
    (replaced,) = [one for one in desk.papers.documents if not one.stands]
    assert (replaced.document_id, replaced.replaced_by) == (first.document_id, second.document_id)
    withdrawn = desk.announced.only("document_withdrawn")
    assert (withdrawn.document_id, withdrawn.replaced_by) == (first.document_id, second.document_id)


@pytest.mark.parametrize("left", [{"way": "wet"}, {"way": "internal"}, {"delivered_at": TUESDAY}], ids=str)
def test_what_was_signed_or_delivered_is_followed_by_the_next_number(desk: Desk, left: dict[str, Any]) -> None:
    desk.papers.change(desk.write().document_id, **left)
    desk.write()
    assert desk.numbers() == [("700/001/JWB/CTH/2026", 1), ("700/002/JWB/CTH/2026", 1)]


def test_what_leaves_at_once_always_has_the_next_number(desk: Desk) -> None:
    for _ in range(2):
        desk.write("memo_penyaluran")
    assert desk.numbers() == [("700/001/MP/CTH/2026", 1), ("700/002/MP/CTH/2026", 1)]


def test_a_cancelled_number_is_not_used_again(desk: Desk) -> None:
    desk.papers.change(desk.write().document_id, cancelled_at=TUESDAY)
    desk.write()
    assert desk.numbers() == [("700/001/JWB/CTH/2026", 1), ("700/002/JWB/CTH/2026", 1)]
    assert "document_withdrawn" not in desk.announced.names()


def test_each_kind_counts_for_itself(desk: Desk) -> None:
    desk.write()
    assert desk.write("lha").number == "700/001/LHA/CTH/2026"


def test_numbers_begin_anew_with_the_regencys_own_year(desk: Desk) -> None:
    desk.write()
    desk.papers.change(desk.papers.documents[0].document_id, cancelled_at=TUESDAY)
    in_the_new_year = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight in Makassar
    assert desk.write(now=in_the_new_year).number == "700/001/JWB/CTH/2027"
    assert desk.papers.said[desk.papers.documents[-1].document_id]["dated_on"] == "2027-01-01"


def test_an_edition_keeps_number_and_year_of_the_first(desk: Desk) -> None:
    desk.write()
    again = desk.write(now=datetime(2027, 1, 4, tzinfo=UTC))
    assert (again.number, again.year, again.edition) == ("700/001/JWB/CTH/2026", 2026, 2)


def test_what_has_no_number_has_editions_all_the_same(desk: Desk) -> None:
    desk.write("disposisi")
    again = desk.write("disposisi")
    assert (again.number, again.serial, again.edition) == (None, None, 2)


def test_documents_of_two_complaints_have_two_numbers(desk: Desk) -> None:
    desk.write()
    assert desk.write(complaint_id=ANOTHER).number == "700/002/JWB/CTH/2026"


def test_who_stands_in_for_the_inspektur_signs(desk: Desk) -> None:
    barred = Barred(officers=("contoh_inspektur",), instead={"inspektur": ("inspektur_provinsi",)})
    assert desk.write(barred=barred).signer_roles == ["inspektur_provinsi"]


def test_a_step_writes_what_its_sop_says_with_its_name_and_the_officers(desk: Desk) -> None:
    (paper,) = desk.end("respond", "jawaban")
    assert (paper.step, paper.issued_by, paper.tenant) == ("respond", "contoh_inspektur", "contoh")
    said = desk.papers.said[paper.document_id]
    assert said["fields"] == {"to": "Pelapor", "answer": "Telah ditangani", "is_to_reporter": True, "objection": None}
    assert (said["reference"], said["dated_on"]) == ("CTH-26-7K3M-9QXR", "2026-03-03")


def test_a_memo_comes_with_a_forward_and_names_its_unit(desk: Desk) -> None:
    (paper,) = desk.end("forward")
    assert (paper.kind, paper.unit) == ("memo_penyaluran", UNIT)


def test_a_memo_to_another_agency_is_no_units(desk: Desk) -> None:
    (paper,) = desk.end("transfer")
    assert paper.unit is None


def test_a_unit_that_writes_takes_no_number_of_the_inspectorate(desk: Desk) -> None:
    of_unit = being_ended("delegate", COMPLETE["delegate"], documents=("laporan_tindak_lanjut",))
    of_unit = replace(of_unit, task=replace(of_unit.task, unit=UNIT))
    editions = [desk.writing.of_step(of_unit).issued[0] for _ in range(2)]
    assert [(one.number, one.serial, one.edition, one.unit) for one in editions] == [
        (None, None, 1, UNIT),
        (None, None, 2, UNIT),
    ]
    (ours,) = desk.end("carry_out", "laporan_tindak_lanjut")
    assert (ours.number, ours.edition) == ("700/001/LTL/CTH/2026", 1)


def test_a_return_writes_nothing(desk: Desk) -> None:
    assert desk.end("forward", is_return=True) == ()
    assert desk.papers.documents == []


def test_what_its_kind_of_step_cannot_write_is_not_written(desk: Desk) -> None:
    assert desk.end("respond", "lha") == ()


def test_a_step_that_issues_what_was_drafted_issues_what_stands() -> None:
    desk, announced = MemoryDesk(small_sop()), Announced()
    letters = writing("assignment", desk, announced)
    custody: Custody = being_ended("sign_letter").custody
    assert letters.of_step(being_ended("sign_letter", documents=("spt",))) == NOTHING
    assert desk.standing(custody.complaint_id, "spt") is None
