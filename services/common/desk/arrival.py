"""Taking a complaint over from the desk to the left."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.common.contracts.events import HandedOver
from services.common.desk.completion import Announce, DeskRecords, open_step
from services.common.desk.custody import Custody


class ArrivalRecords(DeskRecords, Protocol):
    """What taking over asks of a desk's database besides."""

    def add_custody(self, custody: Custody) -> None: ...
    def holds(self, complaint_id: UUID) -> bool: ...


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
    )
    step = records.sop(event.sop).step(event.step)
    if step is None:
        raise LookupError(f"{event.sop} has no step {event.step}")
    records.add_custody(custody)
    open_step(desk, custody, step, records=records, announce=announce, now=now)
    records.save_custody(custody)
