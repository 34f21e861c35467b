"""How the register follows a complaint: each event, in order, changes what is known; clocks follow from that. Pure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from services.common import clocks
from services.common.clocks import WorkingCalendar
from services.common.contracts import events
from services.common.sop.flow import holds
from services.common.sop.model import Allowance, Clock, Sop, Step

FAR_AWAY = datetime(9999, 1, 1, tzinfo=UTC)


def calendar_from(data: dict[str, Any]) -> WorkingCalendar:
    """A calendar from its JSON form. (By way of text: the model is strict, and JSON knows no dates or tuples.)"""
    return WorkingCalendar.model_validate_json(json.dumps(data))


@dataclass(slots=True)
class Followed:
    """What the register knows of a complaint. `happened` holds the first time of every anchor."""

    complaint_id: UUID
    tenant: str
    reference: str
    sop: str
    channel: str
    mode: str
    filed_by: str
    received_at: datetime
    source_reference: str | None
    problem_code: str | None
    unit: str | None
    facts: dict[str, str] = field(default_factory=dict)
    happened: dict[str, datetime] = field(default_factory=dict)
    step: str | None = None
    end: str | None = None
    closed_at: datetime | None = None
    applied: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """A clock as it stands. `visit` is 0 for a clock of the SOP, else the task's version."""

    key: str
    visit: int
    text: str
    started_at: datetime | None
    stopped_at: datetime | None
    due_at: datetime | None
    calendar_version: str
    is_provisional: bool
    why: str


def begin(event: events.ComplaintReceived) -> Followed:
    """A complaint enters the register, and its first step."""
    known = Followed(
        complaint_id=event.complaint_id,
        tenant=event.tenant,
        reference=event.reference,
        sop=event.sop,
        channel=event.channel,
        mode=event.mode,
        filed_by=event.filed_by,
        received_at=event.received_at,
        source_reference=event.source_reference,
        problem_code=event.problem_code,
        unit=event.unit,
        facts={"channel": event.channel, "mode": event.mode},
        happened={"received": event.received_at},
        applied=event.sequence,
    )
    _enter(known, event, event.task.step)
    return known


def follow(known: Followed, event: events.FlowEvent) -> None:
    """Take in the next event of the complaint's life."""
    known.applied = event.sequence
    if isinstance(event, events.TaskOpened):
        _enter(known, event, event.task.step)
    elif isinstance(event, events.StepCompleted):
        known.facts = dict(event.facts)
        _note(known, event, f"{event.step}.{event.outcome}")
        if not event.is_return:
            _note(known, event, f"{event.step}.completed")
    elif isinstance(event, events.DocumentIssued):
        _note(known, event, f"document.{event.document}")
    elif isinstance(event, events.ComplaintClosed):
        known.step, known.end, known.closed_at = None, event.end, event.happened_at
        _note(known, event, "closed")


def _enter(known: Followed, event: events.FlowEvent, step: str) -> None:
    known.step = step
    _note(known, event, f"{step}.entered")


def opened(event: events.FlowEvent) -> events.OpenedTask | None:
    """The task that came with the event, if one did."""
    return event.task if isinstance(event, events.TaskOpened | events.ComplaintReceived) else None


def _note(known: Followed, event: events.FlowEvent, anchor: str) -> None:
    known.happened.setdefault(anchor, event.happened_at)


def measure(known: Followed, event: events.FlowEvent, sop: Sop, calendar: WorkingCalendar) -> list[Measured]:
    """The clocks this event may have started, moved or stopped: those of the SOP, and the step's own."""
    mine = [_of_sop(clock, known, calendar) for clock in sop.clocks if holds(clock.when, known.facts)]
    task = opened(event)
    step = sop.step(task.step) if task else None
    if step and step.clock:
        mine.append(_of_step(step, step.clock, event, calendar))
    return mine


def _of_sop(clock: Clock, known: Followed, calendar: WorkingCalendar) -> Measured:
    started, stopped = clocks.started_at(clock, known.happened), clocks.stopped_at(clock, known.happened)
    return _measured(clock.key, 0, clock, started=started, stopped=stopped, calendar=calendar)


def _of_step(step: Step, allowance: Allowance, event: events.FlowEvent, calendar: WorkingCalendar) -> Measured:
    entered_at = event.happened_at
    return _measured(step.key, event.sequence, allowance, started=entered_at, stopped=None, calendar=calendar)


def _measured(
    key: str,
    visit: int,
    allowance: Allowance,
    *,
    started: datetime | None,
    stopped: datetime | None,
    calendar: WorkingCalendar,
) -> Measured:
    deadline = clocks.due(allowance, started, calendar) if started else None
    return Measured(
        key=key,
        visit=visit,
        text=allowance.text,
        started_at=started,
        stopped_at=stopped,
        due_at=deadline.due_at if deadline else None,
        calendar_version=calendar.version,
        is_provisional=deadline.provisional if deadline else False,
        why=deadline.why(calendar) if deadline else "",
    )


def nearest(measured: Iterable[Measured]) -> datetime | None:
    """The earliest deadline still running."""
    return min((clock.due_at for clock in measured if clock.due_at and clock.stopped_at is None), default=None)


def register_year(known: Followed, time_zone: str) -> int:
    """The year of the Buku Pengaduan a complaint belongs to: that of its receipt, in the regency's zone."""
    return known.received_at.astimezone(ZoneInfo(time_zone)).year
