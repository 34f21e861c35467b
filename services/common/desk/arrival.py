"""Taking a complaint over: from the desk to the left, or once more after the reporter objected to its end."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.common.contracts.events import ComplaintReopened, HandedOver, ObjectionRaised
from services.common.desk import announcements
from services.common.desk.completion import Announce, DeskRecords, open_step
from services.common.desk.custody import CLOSED, HERE, Custody


class ArrivalRecords(DeskRecords, Protocol):
    """What taking over asks of a desk's database besides."""

    def add_custody(self, custody: Custody) -> None: ...
    def holds(self, complaint_id: UUID) -> bool: ...
    def locked_custody(self, complaint_id: UUID) -> Custody | None: ...


def take_over(desk: str, event: HandedOver, *, records: ArrivalRecords, announce: Announce, now: datetime) -> None:
    """Hold the complaint and open the step it was sent to. Hearing the same hand-over again changes nothing."""
    if records.holds(event.complaint_id):
        return
    custody = Custody(
        complaint_id=event.complaint_id,
        tenant=event.tenant,
        reference=event.reference,
        sop=event.sop,
        facts=dict(event.facts),
        sequence=event.sequence,
        outcome_counts=dict(event.outcome_counts),
        barred=event.barred,
        papers=dict(event.papers),
    )
    step = records.sop(event.sop).step(event.step)
    if step is None:
        raise LookupError(f"{event.sop} has no step {event.step}")
    records.add_custody(custody)
    open_step(desk, custody, step, records=records, announce=announce, now=now)
    records.save_custody(custody)


def reopen(desk: str, event: ObjectionRaised, *, records: ArrivalRecords, announce: Announce, now: datetime) -> None:
    """Open the step that decides on an objection, where the complaint ended on this desk and may be objected to."""
    custody = records.locked_custody(event.complaint_id)
    if custody is None or custody.state != CLOSED:
        return
    sop = records.sop(custody.sop)
    objection = sop.ends[event.end].objection
    step = sop.step(objection.to) if objection else None
    if objection is None or step is None or custody.count("objection", event.end) >= objection.times:
        return
    custody.state = HERE
    custody.counted(f"objection.{event.end}")
    announce(announcements.moved(ComplaintReopened, custody, now, end=event.end))
    open_step(desk, custody, step, records=records, announce=announce, now=now)
    records.save_custody(custody)
