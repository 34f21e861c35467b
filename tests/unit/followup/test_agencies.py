"""The memo of a transfer, as an agency that got copies reads it, and what is said to go along."""

import pytest

from services.common.contracts.conflict import Barred
from services.common.contracts.tasks import ForwardingCopy
from services.common.errors import NotFound
from services.followup.forwarding import forwarding
from tests.unit.common.desk.endings import REFERENCE
from tests.unit.common.desk.memory import TUESDAY, officer
from tests.unit.followup.test_forwarding import OF_UNIT, MemoryForwardings, held

TRANSFER = ForwardingCopy(
    reference=REFERENCE, unit=None, agency="Instansi Contoh", memo_number="M-2", memo="Mohon", forwarded_at=TUESDAY
)
COPIES = {("memo_inspektur", "instansi_lain"), ("laporan_penelaahan", "instansi_lain"), ("jawaban", "unit_terlapor")}
AGENCY = officer("instansi_lain", actor="contoh_instansi")


@pytest.fixture
def forwardings() -> MemoryForwardings:
    """A complaint that was transferred, with copies."""
    made = MemoryForwardings(sent=TRANSFER)
    made.copied = set(COPIES)
    return made


def test_an_agency_that_got_copies_reads_the_memo_and_which_they_are(forwardings: MemoryForwardings) -> None:
    copy = forwarding(AGENCY, REFERENCE, forwardings)
    assert (copy.memo, copy.copies) == ("Mohon", ("laporan_penelaahan", "memo_inspektur"))
    assert forwarding(officer("inspektur"), REFERENCE, forwardings) == copy


def test_an_agency_that_got_none_finds_no_memo(forwardings: MemoryForwardings) -> None:
    forwardings.copied = {("jawaban", "unit_terlapor")}
    with pytest.raises(NotFound):
        forwarding(AGENCY, REFERENCE, forwardings)


def test_an_agency_does_not_read_the_memo_of_a_unit() -> None:
    forwardings = held()
    forwardings.copied = set(COPIES)
    with pytest.raises(NotFound):
        forwarding(AGENCY, REFERENCE, forwardings)
    assert forwarding(OF_UNIT, REFERENCE, forwardings).copies == ("jawaban",)


def test_an_agency_the_complaint_is_about_finds_no_memo(forwardings: MemoryForwardings) -> None:
    assert forwardings.custody is not None
    forwardings.custody.barred = Barred(officers=(AGENCY.actor,))
    with pytest.raises(NotFound):
        forwarding(AGENCY, REFERENCE, forwardings)
