"""Where a complaint goes next, by the outcome and the facts."""

import pytest

from services.common.errors import OutcomeNotAllowed
from services.common.sop.flow import advance, clocks_from, copies, holds, outputs
from services.common.sop.load import parse_sop
from services.common.sop.model import Sop, Step
from tests.unit.common.sop import tenants
from tests.unit.common.sop.small import SMALL


@pytest.fixture
def sop() -> Sop:
    return parse_sop(SMALL, "sop.yaml")


def step(sop: Sop, key: str) -> Step:
    return next(step for step in sop.steps if step.key == key)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"channel": "wbs", "decision": "audit"}, True),
        ({"channel": "web", "decision": "audit"}, True),
        ({"channel": "box", "decision": "audit"}, False),
        ({"channel": "wbs"}, False),
    ],
)
def test_a_guard_holds_when_every_fact_has_a_listed_value(facts: dict[str, str], expected: bool) -> None:
    assert holds({"channel": ("wbs", "web"), "decision": ("audit",)}, facts) is expected


def test_a_guard_without_facts_always_holds() -> None:
    assert holds({}, {})


def test_an_outcome_sets_its_facts_and_keeps_the_others(sop: Sop) -> None:
    move = advance(sop, step(sop, "putusan"), "audit", {"channel": "wbs"})
    assert move.facts == {"channel": "wbs", "decision": "audit"}
    assert move.step == step(sop, "jawaban")


@pytest.mark.parametrize(("channel", "end"), [("wbs", "selesai"), ("walk_in", "ditutup")])
def test_the_first_transition_whose_guard_holds_is_taken(sop: Sop, channel: str, end: str) -> None:
    move = advance(sop, step(sop, "jawaban"), "dijawab", {"channel": channel})
    assert (move.step, move.end) == (None, end)


def test_a_return_goes_back_to_the_earlier_step(sop: Sop) -> None:
    move = advance(sop, step(sop, "putusan"), "dikembalikan", {}, times_taken=1)
    assert move.is_return
    assert move.step == step(sop, "telaah")


def test_an_outcome_the_step_does_not_have_is_refused_with_those_it_has(sop: Sop) -> None:
    with pytest.raises(OutcomeNotAllowed, match="Possible are: audit, teguran, dikembalikan"):
        advance(sop, step(sop, "putusan"), "menunggu", {})


@pytest.mark.parametrize(
    ("decision", "documents"), [("audit", ["jawaban", "laporan_tindak_lanjut"]), ("teguran", ["jawaban"])]
)
def test_outputs_depend_on_the_facts(sop: Sop, decision: str, documents: list[str]) -> None:
    assert outputs(step(sop, "jawaban"), {"decision": decision}) == documents


def test_copies_depend_on_the_facts(sop: Sop) -> None:
    assert copies(step(sop, "jawaban"), {"decision": "audit"}) == [("laporan_tindak_lanjut", "inspektur")]
    assert copies(step(sop, "jawaban"), {"decision": "teguran"}) == []


def test_a_return_begins_those_clocks_anew_that_start_at_the_step_or_after_it() -> None:
    katingan = tenants.sop("katingan")
    forwarding, examination = katingan.step("teruskan"), katingan.step("telaah")
    assert forwarding is not None
    assert examination is not None
    assert clocks_from(katingan, forwarding) == ["unit_kerja"]
    assert clocks_from(katingan, examination) == ["tindak_lanjut", "unit_kerja"]
