"""What is passed to units and agencies, what never is, and who may see the memo."""

from typing import Any
from uuid import UUID

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.tasks import ForwardingCopy
from services.common.desk.custody import Custody
from services.common.desk.ending import Ending
from services.common.errors import ForwardingRefused, Invalid, NotFound
from services.common.steps import KINDS
from services.followup.forwarding import effects, forwarding
from tests.unit.common.desk.endings import REFERENCE, being_ended
from tests.unit.common.desk.memory import ATTACHMENT, COMPLAINT, TUESDAY, Announced, officer, reporter
from tests.unit.common.desk.results import UNIT

MEMO = {"unit": UNIT, "memo": "Mohon ditindaklanjuti"}
AGENCY = {"agency": "Instansi Contoh", "memo": "Mohon ditangani"}
REPORTED = {"summary": "Ringkas"}
COPY = ForwardingCopy(reference=REFERENCE, unit=UNIT, memo_number="M-1", memo="Mohon", forwarded_at=TUESDAY)

OF_UNIT = officer("unit_terlapor", actor="contoh_kadis", unit=UNIT)


class MemoryForwardings:
    """Implements `forwarding.Forwardings`."""

    def __init__(self, *, has_consent: bool = False, sent: ForwardingCopy | None = COPY) -> None:
        self.custody: Custody | None = being_ended("forward", MEMO).custody
        self.consents = {COMPLAINT} if has_consent else set()
        self.copy = sent
        self.copied: set[tuple[str, str]] = set()

    def unit_keys(self, tenant: str) -> set[str]:
        assert tenant == "contoh"
        return {UNIT, "kecamatan_contoh"}

    def has_consent(self, complaint_id: UUID) -> bool:
        return complaint_id in self.consents

    def by_reference(self, reference: str) -> Custody | None:
        return self.custody if reference == REFERENCE else None

    def sent(self, complaint_id: UUID) -> ForwardingCopy | None:
        return self.copy

    def copies(self, complaint_id: UUID) -> set[tuple[str, str]]:
        return self.copied


def end(ending: Ending, *, has_consent: bool = False) -> Announced:
    """What the effect of the step announced."""
    announced = Announced()
    effects(MemoryForwardings(has_consent=has_consent), announced)[ending.task.kind](ending)
    return announced


def with_the_unit(kind: str, **more: Any) -> Ending:
    """A step of a unit that has the memo."""
    ending = being_ended(kind, **more)
    ending.custody.unit = UNIT
    return ending


def test_the_unit_gets_the_memo_and_nothing_by_itself() -> None:
    ending = being_ended("forward", MEMO)
    sent = end(ending).only("complaint_forwarded")
    assert ending.custody.unit == UNIT
    assert (sent.unit, sent.shared, sent.includes_story, sent.with_identity) == (UNIT, (), False, False)


def test_what_is_expressly_sent_along_is_announced() -> None:
    sent = end(being_ended("forward", MEMO | {"shared": [str(ATTACHMENT)], "includes_story": True}))
    assert sent.only("complaint_forwarded").shared == (ATTACHMENT,)
    assert sent.only("complaint_forwarded").includes_story


def test_a_unit_never_gets_the_identity() -> None:
    with pytest.raises(ValueError, match="with_identity"):
        being_ended("forward", MEMO | {"with_identity": True})


def test_a_unit_nobody_knows_is_refused() -> None:
    ending = being_ended("forward", MEMO | {"unit": "dinas_lain"})
    with pytest.raises(Invalid) as refused:
        end(ending)
    assert list(refused.value.fields) == ["result.unit"]
    assert ending.custody.unit is None


def test_the_reported_unit_is_refused_and_another_is_not() -> None:
    ending = being_ended("forward", MEMO)
    ending.custody.barred = Barred(units=(UNIT,))
    with pytest.raises(ForwardingRefused, match="the reported party"):
        end(ending)
    assert ending.custody.unit is None
    other = being_ended("forward", MEMO | {"unit": "kecamatan_contoh"})
    other.custody.barred = Barred(units=(UNIT,))
    assert end(other).names() == ["complaint_forwarded"]


@pytest.mark.parametrize("kind", ["accept", "delegate"])
def test_a_memo_that_is_returned_is_taken_from_the_unit(kind: str) -> None:
    ending = with_the_unit(kind, is_return=True)
    assert end(ending).only("forwarding_returned").unit == UNIT
    assert ending.custody.unit is None


def test_a_return_by_the_office_for_a_unit_that_has_lost_it_says_nothing_twice() -> None:
    assert end(being_ended("accept", is_return=True)) == []


@pytest.mark.parametrize(("kind", "result"), [("accept", {}), ("delegate", REPORTED)])
def test_a_unit_that_goes_on_keeps_the_memo(kind: str, result: dict[str, Any]) -> None:
    ending = with_the_unit(kind, result=result)
    assert end(ending) == []
    assert ending.custody.unit == UNIT


def test_another_agency_gets_the_memo_without_the_identity() -> None:
    ending = being_ended("transfer", AGENCY)
    sent = end(ending, has_consent=True).only("complaint_forwarded")
    assert (sent.unit, sent.with_identity, ending.custody.unit) == (None, False, None)


def test_the_identity_goes_along_only_with_the_reporters_consent() -> None:
    ending = being_ended("transfer", AGENCY | {"with_identity": True})
    with pytest.raises(ForwardingRefused, match="has not agreed"):
        end(ending)
    assert end(ending, has_consent=True).only("complaint_forwarded").with_identity


@pytest.mark.parametrize("kind", ["forward", "transfer"])
def test_a_return_forwards_nothing(kind: str) -> None:
    assert end(being_ended(kind, is_return=True)) == []


def test_no_word_of_the_memo_is_announced() -> None:
    words = {"memo": "RAHASIA", "note": "RAHASIA"}
    told = [*end(being_ended("forward", MEMO | words)), *end(being_ended("transfer", AGENCY | words))]
    assert "RAHASIA" not in "".join(event.model_dump_json() for event in told)


def test_only_kinds_of_this_desk_have_effects_here() -> None:
    assert {KINDS[kind].desk for kind in effects(MemoryForwardings(), Announced())} == {"followup"}


def held(**changes: Any) -> MemoryForwardings:
    """The unit has the memo."""
    forwardings = MemoryForwardings()
    assert forwardings.custody is not None
    for name, value in ({"unit": UNIT} | changes).items():
        setattr(forwardings.custody, name, value)
    return forwardings


@pytest.mark.parametrize("caller", [OF_UNIT, officer("inspektur")], ids=["the unit", "the office"])
def test_the_unit_that_has_the_memo_and_the_office_see_it(caller: Caller) -> None:
    assert forwarding(caller, REFERENCE, held()) == COPY


STRANGERS = {
    "another unit": officer("unit_terlapor", unit="kecamatan_contoh"),
    "a unit's officer of no unit": officer("unit_terlapor"),
    "another agency": officer("instansi_lain"),
    "nobody's officer": officer(),
    "a stand-in for nobody": officer("inspektur_provinsi"),
    "the reporter": reporter(),
    "a system": Caller(kind="system", actor="lapak", tenant="contoh", roles=("lapak_aduan",), unit=UNIT),
    "anybody": Caller(kind="public", actor="anybody", tenant="contoh"),
}


@pytest.mark.parametrize("caller", STRANGERS.values(), ids=STRANGERS)
def test_nobody_else_learns_that_there_is_a_memo(caller: Caller) -> None:
    with pytest.raises(NotFound, match="forwarding copy"):
        forwarding(caller, REFERENCE, held())


def test_a_unit_that_returned_the_memo_sees_it_no_more() -> None:
    with pytest.raises(NotFound):
        forwarding(OF_UNIT, REFERENCE, held(unit=None))


@pytest.mark.parametrize(
    "barred", [Barred(officers=("contoh_inspektur",)), Barred(units=(UNIT,))], ids=["officer", "unit"]
)
def test_whom_the_complaint_is_about_finds_no_memo(barred: Barred) -> None:
    accused = officer("inspektur", actor="contoh_inspektur", unit=UNIT)
    with pytest.raises(NotFound):
        forwarding(accused, REFERENCE, held(barred=barred))


def test_a_stand_in_sees_the_memo() -> None:
    barred = Barred(officers=("contoh_inspektur",), instead={"inspektur": ("inspektur_provinsi",)})
    assert forwarding(officer("inspektur_provinsi"), REFERENCE, held(barred=barred)) == COPY


def test_a_complaint_that_was_never_forwarded_has_no_memo() -> None:
    for forwardings in (MemoryForwardings(sent=None), MemoryForwardings()):
        reference = REFERENCE if forwardings.copy is None else "CTH-26-0000-0000"
        with pytest.raises(NotFound):
            forwarding(officer("inspektur"), reference, forwardings)
