"""An agency that got copies of a complaint reads them, and the memo of the transfer; nothing else."""

from dataclasses import replace

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.desk.custody import Custody
from services.common.desk.paper_access import may_see
from services.common.documents import KINDS
from tests.unit.common.desk.endings import being_ended
from tests.unit.common.desk.memory import officer
from tests.unit.common.desk.papers import paper
from tests.unit.common.desk.results import UNIT

CUSTODY: Custody = being_ended("transfer", {"agency": "Instansi Contoh", "memo": "Mohon ditangani"}).custody
AGENCY = officer("instansi_lain", actor="contoh_instansi")
COPIES = (("memo_inspektur", "instansi_lain"), ("jawaban", "pimpinan_daerah"))


def seen(caller: Caller, *copies: tuple[str, str], custody: Custody = CUSTODY) -> set[str]:
    """The kinds of which the caller sees a document."""
    return {kind for kind in KINDS if may_see(caller, custody, paper(kind), copies)}


def test_an_agency_sees_its_copies_and_the_memo_that_came_with_them() -> None:
    assert seen(AGENCY, *COPIES) == {"memo_inspektur", "memo_penyaluran"}


@pytest.mark.parametrize("copies", [(), (("jawaban", "pimpinan_daerah"),)])
def test_an_agency_that_got_none_sees_nothing(copies: tuple[tuple[str, str], ...]) -> None:
    assert seen(AGENCY, *copies) == set()


def test_the_memo_of_a_unit_is_not_for_an_agency() -> None:
    assert not may_see(AGENCY, CUSTODY, paper("memo_penyaluran", unit=UNIT), COPIES)


def test_others_who_got_copies_do_not_see_the_memo() -> None:
    assert seen(officer("pimpinan_daerah", actor="contoh_bupati"), *COPIES) == {"jawaban"}


def test_an_agency_the_complaint_is_about_sees_nothing() -> None:
    assert seen(AGENCY, *COPIES, custody=replace(CUSTODY, barred=Barred(officers=(AGENCY.actor,)))) == set()
