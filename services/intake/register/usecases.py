"""What the register does: publish a regency, and follow every complaint's events in their order."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid4

from pydantic import ValidationError

from services.common.clocks import WorkingCalendar
from services.common.contracts import events
from services.common.contracts.register import ApplyTenant, TenantApplied
from services.common.desk.completion import Announce
from services.common.errors import Invalid
from services.common.faults import faults_of
from services.common.sop.check import check
from services.common.sop.model import Sop
from services.intake.register import domain
from services.intake.register.domain import Followed, Measured


class Journal(Protocol):
    """What following complaints asks of the database."""

    def write(self, event: events.FlowEvent) -> bool: ...
    def followed(self, complaint_id: UUID) -> Followed | None: ...
    def after(self, complaint_id: UUID, sequence: int) -> list[events.FlowEvent]: ...
    def enter(self, known: Followed, year: int, moves: "Moves") -> None: ...
    def save(self, known: Followed, moves: "Moves") -> None: ...
    def sop(self, sop_id: str) -> Sop: ...
    def calendar(self, tenant: str) -> WorkingCalendar: ...


@dataclass(slots=True)
class Moves:
    """What a run of events leaves behind: the clocks as they now stand, and the task that is open, if one is.

    `earlier_ended_at` is when the step that was open before the run ended; its own clock stops then.
    """

    measured: dict[tuple[str, int], Measured] = field(default_factory=dict)
    task: tuple[events.OpenedTask, events.FlowEvent] | None = None
    has_ended_a_step: bool = False
    earlier_ended_at: datetime | None = None

    def take(self, event: events.FlowEvent, measured: list[Measured]) -> None:
        """One more event."""
        self.measured |= {(clock.key, clock.visit): clock for clock in measured}
        if isinstance(event, events.StepCompleted):
            self._end(event.happened_at)
        if opened := domain.opened(event):
            self.task = (opened, event)

    def _end(self, at: datetime) -> None:
        if self.task is None and not self.has_ended_a_step:
            self.earlier_ended_at = at
        running = {key: clock for key, clock in self.measured.items() if clock.visit and clock.stopped_at is None}
        self.measured |= {key: replace(clock, stopped_at=at) for key, clock in running.items()}
        self.task, self.has_ended_a_step = None, True


class Tenants(Protocol):
    """What publishing asks of the database."""

    def definition(self, sop_id: str) -> dict[str, Any] | None: ...
    def add_sop(self, sop: Sop, definition: dict[str, Any], at: datetime) -> None: ...
    def put_tenant(self, request: ApplyTenant, calendar: WorkingCalendar) -> None: ...


def hear(event: events.FlowEvent, journal: Journal) -> None:
    """Write the event into the journal and take in everything that is now next in order.

    Events of one complaint come from several desks and may overtake one another; one that is early waits in the
    journal. One heard twice changes nothing.
    """
    if not journal.write(event):
        return
    is_new = isinstance(event, events.ComplaintReceived)
    known = domain.begin(event) if isinstance(event, events.ComplaintReceived) else journal.followed(event.complaint_id)
    if known is None:
        return  # its receipt is still on the way, and will take this in
    following = _in_order(journal.after(known.complaint_id, known.applied), known.applied)
    moves = _moves(known, [event, *following] if is_new else following, journal)
    if is_new:
        journal.enter(known, _year(known, journal), moves)
    elif following:
        journal.save(known, moves)


def _year(known: Followed, journal: Journal) -> int:
    return domain.register_year(known, journal.calendar(known.tenant).time_zone)


def _in_order(waiting: list[events.FlowEvent], applied: int) -> list[events.FlowEvent]:
    return [event for place, event in enumerate(waiting, applied + 1) if event.sequence == place]


def _moves(known: Followed, following: list[events.FlowEvent], journal: Journal) -> Moves:
    sop, calendar, moves = journal.sop(known.sop), journal.calendar(known.tenant), Moves()
    for event in following:
        if event.sequence > known.applied:
            domain.follow(known, event)
        moves.take(event, domain.measure(known, event, sop, calendar))
    return moves


def apply_tenant(request: ApplyTenant, *, tenants: Tenants, announce: Announce, now: datetime) -> TenantApplied:
    """Publish a regency's data. A published SOP version never changes: other content needs a new version."""
    sop, calendar = _read(request)
    definition = sop.model_dump(mode="json")
    published = tenants.definition(sop.id)
    if published is not None and published != definition:
        raise Invalid(
            {"sop.version": f"{sop.id} is published and never changes. Give the new text version {sop.version + 1}."}
        )
    tenants.put_tenant(request, calendar)
    envelope = {"happened_at": now, "tenant": sop.tenant}
    if published is None:
        tenants.add_sop(sop, definition, now)
    units = [unit.model_dump(mode="json") for unit in request.units]
    profile = request.profile.model_dump(mode="json")
    announce(events.TenantPublished(**envelope, event_id=uuid4(), profile=profile, units=units))
    # Told again each time, so that a desk added later, or restored from a backup, gets its copy.
    announce(events.SopPublished(**envelope, event_id=uuid4(), sop=sop.id, definition=definition))
    return TenantApplied(tenant=sop.tenant, sop=sop.id, sop_is_new=published is None)


def _read(request: ApplyTenant) -> tuple[Sop, WorkingCalendar]:
    try:
        sop = Sop.model_validate(request.sop)
        calendar = domain.calendar_from(request.calendar)
    except ValidationError as fault:
        raise Invalid(faults_of(fault)) from None
    faults = {".".join(str(part) for part in finding.where): finding.message for finding in check(sop)}
    if sop.tenant != request.profile.key:
        faults["sop.tenant"] = f"The SOP is {sop.tenant}'s, the profile {request.profile.key}'s."
    if calendar.time_zone != request.profile.time_zone:
        faults["calendar.time_zone"] = "The calendar and the profile name different time zones."
    if faults:
        raise Invalid(faults)
    return sop, calendar
