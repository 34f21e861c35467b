"""The published SOPs: whatever is chosen, a simulated complaint comes to an end."""

from itertools import pairwise

import pytest

from services.common.contracts.procedures import Simulate, Simulation
from services.common.simulation import simulate
from tests.unit.common.clocks.support import local, shipped
from tests.unit.common.sop.tenants import TENANTS, sop

STARTS_AT = local("2026-03-02 09:00")


def _walked(tenant: str, channel: str | None = None, **choices: str) -> Simulation:
    request = Simulate(starts_at=STARTS_AT, channel=channel, choices=choices)
    return simulate(sop(tenant), shipped(tenant), request)


@pytest.mark.parametrize("tenant", TENANTS)
def test_every_channel_leads_to_an_end(tenant: str) -> None:
    for channel in sop(tenant).channels:
        assert _walked(tenant, channel).end in sop(tenant).ends


@pytest.mark.parametrize("tenant", TENANTS)
def test_every_single_choice_leads_to_an_end(tenant: str) -> None:
    procedure, calendar = sop(tenant), shipped(tenant)
    for step in procedure.steps:
        for outcome in step.outcomes:
            request = Simulate(starts_at=STARTS_AT, choices={step.key: outcome})
            assert simulate(procedure, calendar, request).end in procedure.ends


@pytest.mark.parametrize("tenant", TENANTS)
def test_each_step_begins_when_the_one_before_ends(tenant: str) -> None:
    steps = _walked(tenant).steps

    assert steps[0].entered_at == STARTS_AT
    assert all(after.entered_at == before.ended_at for before, after in pairwise(steps))
    assert all(step.entered_at <= step.ended_at for step in steps)


@pytest.mark.parametrize("tenant", TENANTS)
def test_every_clock_that_started_has_stopped_at_the_end(tenant: str) -> None:
    for channel in sop(tenant).channels:
        clocks = _walked(tenant, channel).clocks
        assert all(clock.stopped_at is not None for clock in clocks if clock.started_at)
