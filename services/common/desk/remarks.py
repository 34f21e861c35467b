"""What officers do to a complaint besides ending its step is kept on the desk as a remark, with its reason.

Events announce it without the reason: words of officers stay off the broker.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid5

from services.common.contracts.caller import Caller
from services.common.contracts.events import Event, OpenedTask, Post
from services.common.contracts.tasks import Intervened
from services.common.desk import announcements
from services.common.desk.access import facing
from services.common.desk.completion import Announce, DeskRecords
from services.common.desk.custody import Custody, Task
from services.common.sop.model import Step


@dataclass(frozen=True, slots=True)
class Note:
    """A remark as it is kept. `sequence` is that of the event that announced it."""

    intervention_id: UUID
    tenant: str
    complaint_id: UUID
    sequence: int
    what: str
    by: str
    reason: str
    at: datetime
    details: dict[str, Any] = field(default_factory=dict)


class RemarkRecords(DeskRecords, Protocol):
    """What interventions ask of a desk's database besides."""

    def add_remark(self, note: Note) -> None: ...
    def remark(self, intervention_id: UUID) -> Note | None: ...
    def remarks(self, complaint_id: UUID) -> list[Note]: ...
    def posts(self, tenant: str) -> tuple[Post, ...]: ...
    def unit_keys(self, tenant: str) -> set[str]: ...
    def open_task_of(self, reference: str) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Intervener:
    """An officer who intervenes at a desk, and what is needed to keep and announce it."""

    desk: str
    caller: Caller
    records: RemarkRecords
    announce: Announce
    now: datetime

    def as_deputy(self, custody: Custody, needed: Iterable[str]) -> str:
        """The code of the role in which is done what takes one of these, where it is another's."""
        deputy = facing(self.caller, custody.barred).acting(needed)
        return deputy.code if deputy else ""

    def note(self, custody: Custody, what: str, reason: str, details: dict[str, Any], as_deputy: str = "") -> Note:
        """The remark that goes with the next event of the complaint."""
        if as_deputy:
            details = details | {"as_deputy": as_deputy}
        sequence = custody.sequence + 1
        note_id = uuid5(custody.complaint_id, f"intervention:{sequence}")
        kept = (custody.complaint_id, sequence, what, self.caller.actor, reason, self.now, details)
        return Note(note_id, custody.tenant, *kept)

    def told(self, custody: Custody, task: Task, step: Step) -> OpenedTask:
        """The open task as events tell of it."""
        return announcements.opened(self.desk, task, step, custody.barred.officers)

    def save(self, note: Note, custody: Custody, task: Task, roles: tuple[str, ...], *told: Event) -> Intervened:
        """Keep the remark and how the complaint stands now, announce it, and answer."""
        self.announce(*told)
        self.records.add_remark(note)
        self.records.save_task(task)
        self.records.save_custody(custody)
        return Intervened(
            intervention_id=note.intervention_id, reference=custody.reference, task_id=task.task_id, roles=roles
        )
