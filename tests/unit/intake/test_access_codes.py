"""Another access code: only for who reports, by who receives complaints, compared without telling, always recorded."""

from dataclasses import replace
from typing import Any

import pytest

from services.common.contracts import identity as i
from services.common.contracts.caller import Caller
from services.common.contracts.events import Audited
from services.common.errors import NotFound, NotYourRole, OpeningRefused
from services.intake.access_codes import replace_code
from tests.unit.common.desk.memory import Announced
from tests.unit.intake.samples import CODE, NOW, READER, REFERENCE, MemoryComplaints

CLERK = Caller(kind="officer", actor="contoh_petugas", tenant="contoh", roles=("jfu",))
NEW = "7RN0-V5B4-H2D9-WQZK"
NIK = "3300000000001234"


class Kept(MemoryComplaints):
    """Remembers another code."""

    def keep_code(self, complaint_id: object, code_hash: bytes) -> None:
        self.known = replace(self.known, code_hash=code_hash)


def office(mode: str = "confidential", **identity: str) -> Kept:
    """A complaint of somebody known."""
    kept = Kept(identity=identity or None, mode="anonymous")
    kept.known = replace(kept.known, mode=mode)
    return kept


def tried(kept: Kept, caller: Caller = CLERK, **shown: Any) -> tuple[bool, list[str]]:
    """Whether it was replaced, and what the trail says."""
    announced = Announced()
    asked = i.ReplaceCode.model_validate({"reference": REFERENCE, "access_code": NEW, "shown": "ktp", **shown})
    told = replace_code(caller, asked, complaints=kept, vault=kept.vault, announce=announced, now=NOW)
    return told.is_replaced, [event.action for event in announced if isinstance(event, Audited)]


def is_good(kept: Kept, code: str) -> bool:
    return kept.vault.code_hash(REFERENCE, code) == kept.known.code_hash


def test_the_right_nik_brings_a_new_code_and_ends_the_old_one() -> None:
    kept = office(name="Contoh Pelapor", nik=NIK)
    assert tried(kept, nik=NIK) == (True, ["code_replaced"])
    assert (is_good(kept, NEW), is_good(kept, CODE)) == (True, False)


@pytest.mark.parametrize("shown", [{"nik": "3300000000009999"}, {"name": "Contoh Pelapor"}, {}])
def test_where_a_nik_is_kept_nothing_else_is_enough_and_the_try_is_recorded(shown: dict[str, str]) -> None:
    kept = office(name="Contoh Pelapor", nik=NIK)
    assert tried(kept, CLERK, **shown) == (False, ["code_refused"])
    assert is_good(kept, CODE)


def test_without_a_nik_the_name_is_compared_however_it_is_written() -> None:
    kept = office(name="Contoh  Pelapor")
    assert tried(kept, name="CONTOH PELAPOR", nik=NIK) == (True, ["code_replaced"])
    assert tried(office(name="Contoh Pelapor"), name="Contoh Lain")[0] is False
    assert tried(office(phone="0812000000"), name="Contoh Pelapor")[0] is False


def test_the_trail_says_what_was_shown_and_not_who_it_was() -> None:
    announced = Announced()
    kept = office(name="Contoh Pelapor", nik=NIK)
    asked = i.ReplaceCode(reference=REFERENCE, access_code=NEW, shown="ktp", nik=NIK)
    replace_code(CLERK, asked, complaints=kept, vault=kept.vault, announce=announced, now=NOW)
    (entry,) = [event for event in announced if isinstance(event, Audited)]
    assert {"shown": "ktp", "compared": "nik"}.items() <= entry.details.items()
    assert NIK not in entry.model_dump_json()


@pytest.mark.parametrize("kept", [office(), office("anonymous", name="Contoh Pelapor")], ids=["unknown", "anonymous"])
def test_of_whom_nothing_is_kept_there_is_none(kept: Kept) -> None:
    with pytest.raises(OpeningRefused):
        tried(kept, name="Contoh Pelapor")


def test_it_is_for_who_receives_complaints_by_the_sop() -> None:
    with pytest.raises(NotYourRole):
        tried(office(nik=NIK), READER, nik=NIK)


def test_whom_the_complaint_is_about_finds_nothing() -> None:
    kept = office(nik=NIK)
    kept.bar(CLERK.actor)
    with pytest.raises(NotFound):
        tried(kept, nik=NIK)
