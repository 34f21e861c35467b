"""Every complaint of every regency, the invented one too, reaches an end, whatever is decided on its way."""

import pytest

from services.common.errors import ReturnedTooOften
from services.common.sop.flow import Facts, advance
from services.common.sop.model import Sop, Step
from services.common.sop.walk import OBJECTION, walk
from tests.unit.common.sop.tenants import EVERY, TENANTS, sop

Taken = tuple[tuple[str, str], ...]


def ends_of(sop: Sop, step: Step, facts: Facts, returned: Taken = ()) -> set[str]:
    """Try every outcome from here, each return once; the ends that were reached."""
    reached: set[str] = set()
    for name, outcome in step.outcomes.items():
        if outcome.is_return and (step.key, name) in returned:
            continue
        move = advance(sop, step, name, facts)
        if move.end:
            reached.add(move.end)
        elif move.step:
            again = (*returned, (step.key, name)) if outcome.is_return else returned
            reached |= ends_of(sop, move.step, move.facts, again)
    assert reached, f"no way on from {step.key} with {facts}"
    return reached


@pytest.mark.parametrize("tenant", EVERY)
def test_every_way_reaches_an_end_and_every_end_is_reached(tenant: str) -> None:
    published = sop(tenant)
    reached: set[str] = set()
    for key, channel in published.channels.items():
        for mode in channel.modes:
            reached |= ends_of(published, published.first, {"channel": key, "mode": mode})
    assert reached == set(published.ends)


@pytest.mark.parametrize("tenant", EVERY)
def test_every_return_is_refused_after_its_limit(tenant: str) -> None:
    published = sop(tenant)
    for step in published.steps:
        for name, outcome in step.outcomes.items():
            if outcome.is_return:
                assert outcome.limit is not None
                assert advance(published, step, name, {}, times_taken=outcome.limit - 1).is_return
                with pytest.raises(ReturnedTooOften):
                    advance(published, step, name, {}, times_taken=outcome.limit)


@pytest.mark.parametrize("tenant", EVERY)
def test_an_objection_opens_the_complaint_again_at_the_step_that_decides_on_it(tenant: str) -> None:
    legs = [leg for leg in walk(sop(tenant)) if leg.outcome == OBJECTION]
    assert {(leg.before.at, leg.after and leg.after.at) for leg in legs} == {("selesai", "tinjau_keberatan")}
    assert all(leg.after and leg.after.facts == leg.before.facts for leg in legs)


@pytest.mark.parametrize("tenant", EVERY)
def test_an_objection_is_rejected_or_leads_back_to_the_work(tenant: str) -> None:
    taken = {
        (leg.outcome, leg.after and leg.after.at) for leg in walk(sop(tenant)) if leg.before.at == "tinjau_keberatan"
    }
    assert {to for outcome, to in taken if outcome == "ditolak"} == {"selesai"}
    assert {outcome for outcome, _ in taken} == {"ditolak", "diterima"}


@pytest.mark.parametrize("tenant", EVERY)
def test_every_complaint_can_wait_for_the_reporter_and_goes_on_or_ends(tenant: str) -> None:
    published = sop(tenant)
    legs = walk(published)
    waits = [leg for leg in legs if leg.before.at == "menunggu_kelengkapan"]
    channels = {leg.before.facts.get("channel") for leg in legs}
    assert {leg.before.facts.get("channel") for leg in waits} == channels
    asking = {leg.before.at for leg in legs if leg.outcome == "minta_kelengkapan"}
    assert {leg.after and leg.after.at for leg in waits} == {*asking, "tidak_dilengkapi"}


@pytest.mark.parametrize("tenant", TENANTS)
def test_a_wait_for_the_reporter_stops_the_clocks_and_is_capped(tenant: str) -> None:
    wait = sop(tenant).step("menunggu_kelengkapan")
    assert wait
    assert wait.clock
    assert (wait.pauses, wait.when_late, wait.clock.provenance.basis) == (True, "tidak_dilengkapi", "added")
    assert wait.clock.amount == {"madiun": 3}.get(tenant, 10)
