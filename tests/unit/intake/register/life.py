"""The events of one made-up complaint's life, an SOP with a clock on a step, and the register's journal in memory."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from services.common.clocks import WorkingCalendar
from services.common.contracts import events
from services.common.sop.load import parse_sop
from services.common.sop.model import Sop
from services.intake.register import telling
from services.intake.register.domain import Change, ClockKey, Followed, Measured
from services.intake.register.usecases import Moves
from tests.unit.common.clocks.support import shipped
from tests.unit.common.sop.small import SMALL

COMPLAINT = UUID("c0ffee00-0000-4000-8000-000000000001")
MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
_WITHOUT = "    required: [criteria]\n"
_CLOCK = "    clock: {text: 2 hari kerja, amount: 2, unit: working_days, provenance: {basis: literal}}\n"


@cache
def sop() -> Sop:
    """The small SOP with two working days for the step telaah."""
    assert SMALL.count(_WITHOUT) == 1
    return parse_sop(SMALL.replace(_WITHOUT, _WITHOUT + _CLOCK), "sop.yaml")


def at(sequence: int) -> datetime:
    """When the event with this number happened: one an hour from Monday morning."""
    return MONDAY + timedelta(hours=sequence - 1)


def received(**changes: Any) -> events.ComplaintReceived:
    """The first event: filed on Monday, the step catat waits."""
    given: dict[str, Any] = {
        "sop": "contoh@1",
        "channel": "walk_in",
        "mode": "open",
        "filed_by": "jfu",
        "received_at": at(1),
        "task": task("catat", 1),
    }
    return events.ComplaintReceived(**_envelope(1), **{**given, **changes})


def task(step: str, sequence: int) -> events.OpenedTask:
    """A step that waits since the event with this number."""
    found = sop().step(step)
    assert found is not None
    desk = {"catat": "intake", "telaah": "review", "putusan": "review", "jawaban": "followup"}[step]
    return events.OpenedTask(
        task_id=uuid5(COMPLAINT, str(sequence)), step=step, kind=found.kind, desk=desk, roles=found.roles
    )


def entered(step: str, sequence: int) -> events.TaskOpened:
    """A further step waits."""
    return events.TaskOpened(**_envelope(sequence), task=task(step, sequence))


def ended(step: str, outcome: str, sequence: int, **changes: Any) -> events.StepCompleted:
    """A step ended."""
    opened = task(step, 1)
    given: dict[str, Any] = {
        "task_id": opened.task_id,
        "step": step,
        "kind": opened.kind,
        "desk": opened.desk,
        "outcome": outcome,
        "by": "contoh_petugas",
        "facts": {"channel": "walk_in", "mode": "open"},
        "next_step": None,
        "next_desk": None,
    }
    return events.StepCompleted(**_envelope(sequence), **{**given, **changes})


def issued(document: str, step: str, sequence: int) -> events.DocumentIssued:
    """A document came into being."""
    return events.DocumentIssued(
        **_envelope(sequence), document_id=uuid5(COMPLAINT, document), document=document, step=step
    )


def closed(sequence: int) -> events.ComplaintClosed:
    """The complaint reached its end."""
    return events.ComplaintClosed(**_envelope(sequence), end="ditutup")


def whole_life() -> list[events.FlowEvent]:
    """From filing to closing, with one return on the way."""
    decided = {"channel": "walk_in", "mode": "open", "decision": "audit"}
    return [
        received(),
        ended("catat", "dicatat", 2),
        entered("telaah", 3),
        ended("telaah", "ditelaah", 4),
        issued("laporan_penelaahan", "telaah", 5),
        entered("putusan", 6),
        ended("putusan", "dikembalikan", 7, is_return=True),
        entered("telaah", 8),
        ended("telaah", "ditelaah", 9),
        entered("putusan", 10),
        ended("putusan", "audit", 11, facts=decided),
        entered("jawaban", 12),
        ended("jawaban", "dijawab", 13, facts=decided),
        issued("jawaban", "jawaban", 14),
        closed(15),
    ]


def _envelope(sequence: int) -> dict[str, Any]:
    return {
        "event_id": uuid5(COMPLAINT, f"event:{sequence}"),
        "happened_at": at(sequence),
        "tenant": "contoh",
        "complaint_id": COMPLAINT,
        "reference": "CTH-26-7K3M-9QXR",
        "sequence": sequence,
    }


class MemoryJournal:
    """Implements `usecases.Journal` for one complaint, with what the register's tables would hold."""

    def __init__(self, *sops: Sop) -> None:
        self.sops = {known.id: known for known in sops or (sop(),)}
        self.office = shipped("banyumas")
        self.written: dict[int, events.FlowEvent] = {}
        self.known: Followed | None = None
        self.years: list[int] = []
        self.stored: dict[ClockKey, Measured] = {}
        self.changes: list[Change] = []
        self.open: events.OpenedTask | None = None
        self.asked: set[UUID] = set()
        self.told: list[events.ToldOutside] = []

    def write(self, event: events.FlowEvent) -> bool:
        is_new = event.sequence not in self.written
        self.written.setdefault(event.sequence, event)
        return is_new

    def followed(self, complaint_id: UUID) -> Followed | None:
        return deepcopy(self.known)

    def after(self, complaint_id: UUID, sequence: int) -> list[events.FlowEvent]:
        return [event for number, event in sorted(self.written.items()) if number > sequence]

    def clocks(self, complaint_id: UUID) -> dict[ClockKey, Measured]:
        return dict(self.stored)

    def enter(self, known: Followed, year: int, moves: Moves) -> None:
        assert self.known is None
        self.years.append(year)
        self.save(known, moves)

    def save(self, known: Followed, moves: Moves) -> None:
        self.told += telling.numbered(moves.told, known, None)
        self.known = deepcopy(known)
        if moves.has_ended_a_step:
            self.open = None
            self.asked.clear()
        self.stored |= {clock.id: clock for clock in moves.changed_clocks()}
        self.changes += moves.changes
        self.asked = (self.asked - set(moves.decided)) | set(moves.asked)
        if moves.task:
            self.open = moves.task[0]
        elif moves.reassigned:
            self.open = moves.reassigned

    def sop(self, sop_id: str) -> Sop:
        return self.sops[sop_id]

    def calendar(self, tenant: str) -> WorkingCalendar:
        return self.office

    def shown(self) -> tuple[Any, ...]:
        """All a reader of the register could see."""
        return self.known, self.years, self.stored, self.changes, self.open, self.asked
