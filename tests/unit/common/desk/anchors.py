"""What has happened to a complaint by its events, as clocks ask for it: by the SOP's rules, told a second time."""

from collections.abc import Iterable
from datetime import datetime

from services.common import clocks
from services.common.contracts import events
from services.common.sop.flow import holds
from services.common.sop.model import Sop
from tests.unit.common.desk.memory import MONDAY

Noted = dict[str, tuple[int, datetime]]
"""The sequence and the time at which an anchor first happened."""


def happened(told: Iterable[events.Event]) -> dict[str, datetime]:
    """Anchors and when they happened; a return undoes what happened since its step was last entered."""
    noted: Noted = {"received": (0, MONDAY)}
    entered: dict[str, int] = {}
    for event in told:
        if isinstance(event, events.ComplaintReopened):
            entered = {}  # a return after an objection does not reach behind the end
        if isinstance(event, events.TaskOpened):
            entered[event.task.step] = event.sequence
        if isinstance(event, events.StepCompleted) and event.is_return and event.next_step in entered:
            noted = {name: at for name, at in noted.items() if at[0] < entered[event.next_step]}
        for anchor in _anchors(event):
            assert isinstance(event, events.FlowEvent)
            noted.setdefault(anchor, (event.sequence, event.happened_at))
    return {name: at for name, (_, at) in noted.items()}


def _anchors(event: events.Event) -> list[str]:
    if isinstance(event, events.TaskOpened):
        return [f"{event.task.step}.entered"]
    if isinstance(event, events.StepCompleted):
        return [f"{event.step}.{event.outcome}", *([] if event.is_return else [f"{event.step}.completed"])]
    if isinstance(event, events.DocumentIssued):
        return [f"document.{event.document}"]
    return ["closed"] if isinstance(event, events.ComplaintClosed) else []


def running(sop: Sop, facts: dict[str, str], told: Iterable[events.Event]) -> list[str]:
    """Clocks of the SOP that have started and not stopped."""
    known = happened(told)
    mine = (clock for clock in sop.clocks if holds(clock.when, facts))
    return [clock.key for clock in mine if clocks.started_at(clock, known) and not clocks.stopped_at(clock, known)]
