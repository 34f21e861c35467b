"""A desk in memory: what the shared use cases ask of a database, and plain values to work with.

What is read is a copy, as it is from a database: a change counts only once it is saved.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.common.contracts.caller import Caller
from services.common.contracts.events import Event, Post
from services.common.contracts.tasks import CompleteTask
from services.common.desk.custody import HERE, Custody, Task, task_id
from services.common.desk.remarks import Note
from services.common.sop.load import parse_sop
from services.common.sop.model import Sop
from tests.unit.common.desk import papers
from tests.unit.common.desk.papers import MemoryPapers
from tests.unit.common.desk.results import COMPLETE
from tests.unit.common.sop.small import SMALL

COMPLAINT = papers.COMPLAINT
ATTACHMENT = UUID("c0ffee00-0000-4000-8000-0000000000aa")
MONDAY = papers.ISSUED_AT
TUESDAY = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)


class Announced(list[Event]):
    """Collects what is announced."""

    def __call__(self, *events: Event) -> None:
        self.extend(events)

    def names(self) -> list[str]:
        """In order."""
        return [event.name for event in self]

    def only(self, name: str) -> Any:
        """The one event of this name."""
        (event,) = [event for event in self if event.name == name]
        return event


class MemoryDesk(MemoryPapers):
    """Implements `DeskRecords`, `ArrivalRecords` and `RemarkRecords`."""

    def __init__(self, *sops: Sop) -> None:
        super().__init__()
        self.sops = {sop.id: sop for sop in sops}
        self.tasks: dict[UUID, Task] = {}
        self.held: dict[UUID, Custody] = {}
        self.attachments: set[tuple[UUID, UUID]] = set()
        self.notes: list[Note] = []
        self.officers: tuple[Post, ...] = ()
        self.units: set[str] = set()

    def locked_task(self, task_id: UUID) -> tuple[Task, Custody] | None:
        task = self.tasks.get(task_id)
        return (replace(task), replace(self.held[task.complaint_id])) if task else None

    def sop(self, sop_id: str) -> Sop:
        return self.sops[sop_id]

    def knows_attachment(self, complaint_id: UUID, attachment_id: UUID) -> bool:
        return (complaint_id, attachment_id) in self.attachments

    def open_task(self, task: Task) -> None:
        assert not [open_ for open_ in self.open_tasks() if open_.complaint_id == task.complaint_id]
        self.tasks[task.task_id] = replace(task)

    def save_task(self, task: Task) -> None:
        self.tasks[task.task_id] = replace(task)

    def save_custody(self, custody: Custody) -> None:
        self.held[custody.complaint_id] = replace(custody)

    def add_custody(self, custody: Custody) -> None:
        assert custody.complaint_id not in self.held
        self.save_custody(custody)

    def holds(self, complaint_id: UUID) -> bool:
        return complaint_id in self.held

    def locked_custody(self, complaint_id: UUID) -> Custody | None:
        held = self.held.get(complaint_id)
        return replace(held) if held else None

    def open_task_of(self, reference: str) -> UUID | None:
        here = {held.complaint_id for held in self.held.values() if held.reference == reference and held.state == HERE}
        return next((task.task_id for task in self.open_tasks() if task.complaint_id in here), None)

    def add_remark(self, note: Note) -> None:
        assert self.remark(note.intervention_id) is None
        as_kept = json.loads(json.dumps(note.details))
        self.notes.append(replace(note, details=as_kept))

    def remark(self, intervention_id: UUID) -> Note | None:
        return next((note for note in self.notes if note.intervention_id == intervention_id), None)

    def remarks(self, complaint_id: UUID) -> list[Note]:
        return [note for note in self.notes if note.complaint_id == complaint_id]

    def posts(self, tenant: str) -> tuple[Post, ...]:
        return self.officers

    def unit_keys(self, tenant: str) -> set[str]:
        return set(self.units)

    def open_tasks(self) -> list[Task]:
        """The tasks nobody has ended."""
        return [task for task in self.tasks.values() if task.completed_at is None]

    def at(self, step: str, *, unit: str | None = None, **facts: str) -> Task:
        """Put the complaint before a step, with the unit that has it, as if it had come there. Returns the task."""
        sop = next(iter(self.sops.values()))
        found = sop.step(step)
        assert found is not None
        custody = Custody(COMPLAINT, sop.tenant, "CTH-26-7K3M-9QXR", sop.id, {"channel": "walk_in", **facts}, 5)
        task = Task(task_id(COMPLAINT, 5), COMPLAINT, sop.tenant, step, found.kind, list(found.roles), 5, MONDAY)
        task.unit = custody.unit = unit
        self.save_custody(custody)
        self.open_task(task)
        return task


def small_sop() -> Sop:
    """The small SOP of the tests: catat (intake), telaah and putusan (review), jawaban (followup)."""
    return parse_sop(SMALL, "sop.yaml")


def officer(*roles: str, actor: str = "contoh_petugas", unit: str = "") -> Caller:
    """An officer of the made-up regency, or of a unit there."""
    return Caller(kind="officer", actor=actor, tenant="contoh", roles=roles, unit=unit)


def reporter(complaint_id: UUID = COMPLAINT) -> Caller:
    """The reporter of a complaint."""
    return Caller(kind="reporter", actor="pelapor", tenant="contoh", roles=("pelapor",), complaint_id=complaint_id)


def ending(task: Task, outcome: str, **changes: Any) -> CompleteTask:
    """A request to end a task, complete unless changed."""
    given = {
        "task_id": task.task_id,
        "kind": task.kind,
        "version": task.version,
        "outcome": outcome,
        "result": COMPLETE.get(task.kind, {}),
        "request_key": "key-1",
    }
    return CompleteTask(**{**given, **changes})
