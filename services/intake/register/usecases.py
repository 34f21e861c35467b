"""What the register does with what it hears: follow every complaint's events in their order, and keep its clocks."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.common.clocks import WorkingCalendar
from services.common.contracts import events
from services.common.sop.model import Sop
from services.intake.register import domain, following, telling
from services.intake.register.domain import Change, ClockKey, Followed, Measured
from services.intake.register.measuring import changes, measure
from services.intake.register.telling import Saying


class Journal(Protocol):
    """What following complaints asks of the database."""

    def write(self, event: events.FlowEvent) -> bool: ...
    def followed(self, complaint_id: UUID) -> Followed | None: ...
    def after(self, complaint_id: UUID, sequence: int) -> list[events.FlowEvent]: ...
    def clocks(self, complaint_id: UUID) -> dict[ClockKey, Measured]: ...
    def enter(self, known: Followed, year: int, moves: "Moves") -> None: ...
    def save(self, known: Followed, moves: "Moves") -> None: ...
    def sop(self, sop_id: str) -> Sop: ...
    def calendar(self, tenant: str) -> WorkingCalendar: ...


@dataclass(slots=True)
class Moves:
    """What a run of events leaves behind: the clocks as they stood and now stand, the deadlines that moved, the task
    that was opened, if it still is, another face of the one that was open before, the steps that ended, requests for
    more time, and what other systems are told.
    """

    before: dict[ClockKey, Measured] = field(default_factory=dict)
    clocks: dict[ClockKey, Measured] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    task: tuple[events.OpenedTask, events.FlowEvent] | None = None
    reassigned: events.OpenedTask | None = None
    has_ended_a_step: bool = False
    ended: list[events.StepCompleted] = field(default_factory=list)
    asked: dict[UUID, events.ExtensionAsked] = field(default_factory=dict)
    decided: list[UUID] = field(default_factory=list)
    told: list[Saying] = field(default_factory=list)

    def changed_clocks(self) -> list[Measured]:
        """Those that are not stored as they are."""
        return [clock for key, clock in self.clocks.items() if clock != self.before.get(key)]

    def take(self, event: events.FlowEvent, clocks: dict[ClockKey, Measured]) -> None:
        """One more event, and the clocks after it."""
        self.remeasured(clocks, _BECAUSE.get(type(event), ""), event.happened_at)
        if isinstance(event, events.StepCompleted | events.ComplaintClosed):
            self.task, self.reassigned, self.has_ended_a_step = None, None, True
            self.asked.clear()
            self.ended += [event] if isinstance(event, events.StepCompleted) else []
        elif isinstance(event, events.ComplaintReceived | events.TaskOpened):
            self.task = (event.task, event)
        elif isinstance(event, events.ConflictDeclared | events.SopMigrated) and event.task:
            self._reassign(event.task)
        elif isinstance(event, events.ExtensionAsked):
            self.asked[event.extension_id] = event
        elif isinstance(event, events.ExtensionDecided):
            self.asked.pop(event.extension_id, None)
            self.decided.append(event.extension_id)

    def remeasured(self, clocks: dict[ClockKey, Measured], because: str, at: datetime) -> None:
        """The clocks after something that moved deadlines for this reason; empty where none should move."""
        self.changes += changes(self.clocks, clocks, because, at)
        self.clocks = clocks

    def _reassign(self, task: events.OpenedTask) -> None:
        """The open step waits for others now; it is open since it was, in the same version."""
        if self.task:
            self.task = (task, self.task[1])
        else:
            self.reassigned = task


_BECAUSE: dict[type[events.Event], str] = {events.ExtensionDecided: "extension", events.SopMigrated: "version"}
_ANEW = (events.SopMigrated, events.ComplaintReopened)


def hear(event: events.FlowEvent, journal: Journal) -> None:
    """Write the event into the journal and take in everything that is now next in order.

    Events of one complaint come from several desks and may overtake one another; one that is early waits in the
    journal. One heard twice changes nothing.
    """
    if not journal.write(event):
        return
    if isinstance(event, events.ComplaintReceived):
        _enter(event, journal)
        return
    known = journal.followed(event.complaint_id)
    if known is None:
        return  # its receipt is still on the way, and will take this in
    if waiting := _in_order(journal.after(known.complaint_id, known.applied), known.applied):
        stored = journal.clocks(known.complaint_id)
        moves = Moves(before=stored, clocks=stored)
        revise(known, moves, journal.sop(known.sop), journal.calendar(known.tenant), waiting[0].happened_at)
        _follow(known, waiting, moves, journal)
        journal.save(known, moves)


def revise(known: Followed, moves: Moves, sop: Sop, calendar: WorkingCalendar, at: datetime) -> None:
    """Bring clocks that run to the calendar that holds now, so that what happens next is not taken for the cause."""
    if any(clock.is_running and clock.calendar_version != calendar.version for clock in moves.clocks.values()):
        moves.remeasured(measure(known, moves.clocks, sop, calendar, at), "calendar", at)


def _enter(event: events.ComplaintReceived, journal: Journal) -> None:
    sop, calendar, moves = journal.sop(event.sop), journal.calendar(event.tenant), Moves()
    known = following.begin(event, sop)
    moves.take(event, measure(known, {}, sop, calendar, event.happened_at))
    moves.told += telling.of_move(event, known)
    _follow(known, _in_order(journal.after(known.complaint_id, known.applied), known.applied), moves, journal)
    journal.enter(known, domain.register_year(known, calendar.time_zone), moves)


def _follow(known: Followed, waiting: list[events.FlowEvent], moves: Moves, journal: Journal) -> None:
    calendar = journal.calendar(known.tenant)
    for event in waiting:
        sop = journal.sop(event.after if isinstance(event, events.SopMigrated) else known.sop)
        following.follow(known, event, sop, calendar)
        is_anew = isinstance(event, _ANEW)
        moves.take(event, measure(known, moves.clocks, sop, calendar, event.happened_at, is_anew=is_anew))
        moves.told += telling.of_move(event, known)


def _in_order(waiting: list[events.FlowEvent], applied: int) -> list[events.FlowEvent]:
    return [event for place, event in enumerate(waiting, applied + 1) if event.sequence == place]
