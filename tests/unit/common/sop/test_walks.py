"""Every complaint of every regency reaches an end, whatever is decided on its way."""

import pytest

from services.common.errors import ReturnedTooOften
from services.common.sop.flow import Facts, advance
from services.common.sop.model import Sop, Step
from tests.unit.common.sop.tenants import TENANTS, sop

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


@pytest.mark.parametrize("tenant", TENANTS)
def test_every_way_reaches_an_end_and_every_end_is_reached(tenant: str) -> None:
    published = sop(tenant)
    reached: set[str] = set()
    for key, channel in published.channels.items():
        for mode in channel.modes:
            reached |= ends_of(published, published.first, {"channel": key, "mode": mode})
    assert reached == set(published.ends)


@pytest.mark.parametrize("tenant", TENANTS)
def test_every_return_is_refused_after_its_limit(tenant: str) -> None:
    published = sop(tenant)
    for step in published.steps:
        for name, outcome in step.outcomes.items():
            if outcome.is_return:
                assert outcome.limit is not None
                assert advance(published, step, name, {}, times_taken=outcome.limit - 1).is_return
                with pytest.raises(ReturnedTooOften):
                    advance(published, step, name, {}, times_taken=outcome.limit)
