"""A complaint as a desk holds it, and its tasks. Values only; a desk holds no story and no names."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

HERE, HANDED_ON, CLOSED = "here", "handed_on", "closed"


@dataclass(slots=True)
class Custody:
    """What a desk knows of a complaint: its SOP, its facts and how far it has come.

    `sequence` is the number of the last event of the complaint's life; `outcome_counts` bounds returns.
    """

    complaint_id: UUID
    tenant: str
    reference: str
    sop: str
    facts: dict[str, str]
    sequence: int
    outcome_counts: dict[str, int] = field(default_factory=dict)
    state: str = HERE

    def next_sequence(self) -> int:
        """Take the next number."""
        self.sequence += 1
        return self.sequence

    def count(self, step: str, outcome: str) -> int:
        """How often this complaint has left `step` with `outcome`."""
        return self.outcome_counts.get(f"{step}.{outcome}", 0)


@dataclass(slots=True)
class Task:
    """An open or completed step. `version` is the sequence at which it opened."""

    task_id: UUID
    complaint_id: UUID
    tenant: str
    step: str
    kind: str
    roles: list[str]
    version: int
    opened_at: datetime
    completed_at: datetime | None = None
    outcome: str | None = None
    completed_by: str | None = None
    reason: str | None = None
    result: dict[str, Any] = field(default_factory=dict)
    document: str | None = None
    number: str | None = None


def task_id(complaint_id: UUID, version: int) -> UUID:
    """A task's id follows from its complaint and version, so taking a complaint over twice opens one task."""
    return uuid5(complaint_id, str(version))
