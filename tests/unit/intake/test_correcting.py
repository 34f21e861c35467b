"""Who may put a line of the book right, and with which values."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.tasks import CorrectEntry
from services.common.desk.custody import Custody
from services.common.desk.remarks import Note
from services.common.errors import AlreadyFiled, Invalid, NotFound
from services.intake.correcting import correct_entry
from tests.unit.common.desk.memory import Announced
from tests.unit.intake.samples import COMPLAINT, NOW, READER, REFERENCE, UNIT

HELD = Custody(complaint_id=COMPLAINT, tenant="contoh", reference=REFERENCE, sop="contoh@1", sequence=4, facts={})


class MemoryBook:
    """Implements `correcting.Corrections` for one complaint."""

    def __init__(self, held: Custody = HELD) -> None:
        self.held = held
        self.notes: list[Note] = []

    def by_reference(self, reference: str) -> Custody | None:
        return self.held if reference == self.held.reference else None

    def unit_keys(self, tenant: str) -> set[str]:
        return {"dinas_contoh"}

    def renumber(self, caller: Caller, custody: Custody, number: str | None) -> None:
        if number == "SP4N/99":
            raise AlreadyFiled("CTH-26-0000-0001")

    def add_remark(self, note: Note) -> None:
        self.notes.append(note)


def corrected(book: MemoryBook, caller: Caller = READER, **changes: Any) -> Announced:
    asked = {"reference": REFERENCE, "field": "unit", "value": "dinas_contoh", "reason": "Salah", "request_key": "k"}
    announced, request = Announced(), CorrectEntry.model_validate(asked | changes)
    correct_entry(caller, request, records=book, announce=announced, now=NOW)
    return announced


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("unit", "dinas_contoh"),
        ("unit", None),
        ("problem_code", "10"),
        ("source_reference", "SP4N/7"),
        ("source_reference", None),
    ],
)
def test_a_right_value_is_announced(field: str, value: str | None) -> None:
    told = corrected(MemoryBook(), field=field, value=value).only("entry_corrected")
    assert (told.field, told.after) == (field, value)


@pytest.mark.parametrize(("field", "value"), [("unit", "dinas_lain"), ("problem_code", "11"), ("problem_code", None)])
def test_a_value_nobody_knows_is_refused(field: str, value: str | None) -> None:
    with pytest.raises(Invalid):
        corrected(MemoryBook(), field=field, value=value)


@pytest.mark.parametrize("value", ["Contoh Pelapor", "a" * 61, "baris\nkedua"])
def test_a_number_at_the_source_has_no_room_for_a_name(value: str) -> None:
    with pytest.raises(ValidationError):
        corrected(MemoryBook(), field="source_reference", value=value)


def test_a_number_at_the_source_is_in_no_remark_and_not_in_the_trail() -> None:
    book = MemoryBook()
    announced = corrected(book, field="source_reference", value="SP4N-7")
    assert book.notes[0].details == announced.only("audited").details == {"field": "source_reference"}


def test_whom_the_complaint_is_about_finds_nothing_to_put_right() -> None:
    with pytest.raises(NotFound):
        corrected(MemoryBook(replace(HELD, barred=Barred(officers=(READER.actor,)))))


def test_a_unit_puts_nothing_right() -> None:
    with pytest.raises(NotFound):
        corrected(MemoryBook(), UNIT)


def test_a_complaint_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        corrected(MemoryBook(), reference="CTH-26-7K3M-9QXS")
