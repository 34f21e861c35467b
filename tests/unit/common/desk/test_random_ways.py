"""Complaints take random ways through every SOP, and each comes to an end with all its rules kept."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.common.contracts.events import FlowEvent, HandedOver, StepCompleted
from services.common.desk.custody import Custody
from services.common.sop.model import Sop, Step
from services.common.steps import DESKS
from services.common.vocabulary import EXTERNAL_ROLES, ROLES, UNITS
from tests.unit.common.desk.anchors import running
from tests.unit.common.desk.every_sop import FILES, NAMES, sop_in
from tests.unit.common.desk.results import UNIT
from tests.unit.common.desk.ways import Way

MOST_MOVES = 300

HELD_HERE = set(ROLES) - EXTERNAL_ROLES
"""Roles of officers of the inspectorate."""

each_sop = pytest.mark.parametrize("file", FILES, ids=NAMES)
many = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def filed(sop: Sop, data: st.DataObject) -> Way:
    """A complaint by one of the SOP's channels, in one of its modes."""
    ways = [(key, mode) for key, channel in sop.channels.items() for mode in channel.modes]
    return Way(sop, *data.draw(st.sampled_from(ways), label="filed"))


def open_to(step: Step, custody: Custody) -> list[str]:
    """The outcomes the complaint may still take; those that lead on come twice, so that it ends."""
    left = [
        name
        for name, outcome in step.outcomes.items()
        if outcome.limit is None or custody.count(step.key, name) < outcome.limit
    ]
    return [*left, *(name for name in left if not step.outcomes[name].is_return)]


def move(way: Way, data: st.DataObject) -> None:
    """The open step ends: by one of its roles, or because its time ran out."""
    _, task, step, custody = way.at()
    choices = open_to(step, custody)
    assert choices, f"{step.key} is a dead end"
    assert task.roles, f"nobody may end {step.key}"
    assert task.roles != [UNITS] or task.unit, f"no unit may end {step.key}"
    if step.when_late and data.draw(st.booleans(), label=f"{step.key} late"):
        way.run_out(task.task_id)
        return
    role = data.draw(st.sampled_from(task.roles), label="role")
    way.end(role, data.draw(st.sampled_from(choices), label=step.key))


def objects(way: Way, end: str, custody: Custody, data: st.DataObject) -> bool:
    """Whether the reporter objects, where the SOP lets the reporter. Where it does not, trying changes nothing."""
    objection = way.sop.ends[end].objection
    if objection and custody.count("objection", end) < objection.times:
        return data.draw(st.booleans(), label="objects")
    told = list(way.told)
    way.object_to(end)
    assert way.told == told
    return False


def accuse(way: Way, data: st.DataObject) -> None:
    """Now and then somebody finds out that the complaint is about an officer who does steps, or about the unit."""
    if data.draw(st.integers(0, 9), label="accuses"):
        return
    doing = sorted({role for step in way.sop.steps for role in step.roles if role in HELD_HERE})
    who = data.draw(st.sampled_from([*doing, UNITS]), label="accused")
    way.declare(unit=UNIT) if who == UNITS else way.declare(officer=f"contoh_{who}")


def walk(way: Way, data: st.DataObject, *, accuses: bool = False) -> None:
    """To an end nobody objects to; what must hold on the way is looked at after every move."""
    for _ in range(MOST_MOVES):
        if accuses:
            accuse(way, data)
        move(way, data)
        custody = way.ended()
        assert len(way.open()) == (0 if custody else 1)
        is_late_no_more(way)
        if custody is None:
            continue
        assert running(way.sop, custody.facts, way.told) == []
        end = str(way.told[-1].model_dump()["end"])
        if not objects(way, end, custody, data):
            return
        way.object_to(end)
    pytest.fail(f"no end after {MOST_MOVES} moves")


def is_late_no_more(way: Way) -> None:
    """A step that has ended does not end once more when its time runs out."""
    told = list(way.told)
    (*_, last) = (event for event in told if isinstance(event, StepCompleted))
    way.run_out(last.task_id)
    assert way.told == told


def is_gapless(way: Way) -> None:
    """Events are numbered from 1, over all desks and in the order they happened."""
    flow = [event for event in way.told if isinstance(event, FlowEvent)]
    assert [event.sequence for event in flow] == list(range(1, len(flow) + 1))
    assert len({event.event_id for event in way.told}) == len(way.told)


def goes_right(way: Way) -> None:
    """Hand-overs lead from desk to desk, only ever to the right, and name the last sequence used."""
    handed = [event for event in way.told if isinstance(event, HandedOver)]
    desks = [0, *(DESKS.index(event.name.removeprefix("complaint_handed_to_")) for event in handed)]
    assert all(left < right for left, right in pairwise(desks)), desks


@each_sop
@many
@given(data=st.data())
def test_every_way_comes_to_an_end_by_the_rules(file: Path, data: st.DataObject) -> None:
    way = filed(sop_in(file), data)
    walk(way, data)
    is_gapless(way)
    goes_right(way)


@each_sop
@many
@given(data=st.data())
def test_so_does_every_way_on_which_officers_and_units_turn_out_to_be_accused(file: Path, data: st.DataObject) -> None:
    way = filed(sop_in(file), data)
    walk(way, data, accuses=True)
    is_gapless(way)
    goes_right(way)
