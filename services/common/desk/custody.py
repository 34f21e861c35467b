"""A complaint as a desk holds it, and its tasks. Values only; a desk holds no story and no names."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from services.common.contracts.conflict import NOBODY, Barred
from services.common.sop.model import Sop, Step
from services.common.vocabulary import UNITS

HERE, HANDED_ON, CLOSED = "here", "handed_on", "closed"
RECEIVED_ON = "complaint.received_on"
"""Among the facts, so that it goes along from desk to desk; no SOP can have a fact of this name, or ask about it."""


@dataclass(slots=True)
class Custody:
    """What a desk knows of a complaint: its SOP, its facts and how far it has come.

    `sequence` is the number of the last event of the complaint's life; `outcome_counts` bounds returns. `unit` is
    the unit it was forwarded to, `barred` who must not see it, `papers` the numbers of the documents issued so far, by
    kind: a later desk refers to them.
    """

    complaint_id: UUID
    tenant: str
    reference: str
    sop: str
    facts: dict[str, str]
    sequence: int
    outcome_counts: dict[str, int] = field(default_factory=dict)
    state: str = HERE
    unit: str | None = None
    barred: Barred = NOBODY
    papers: dict[str, str] = field(default_factory=dict)

    def next_sequence(self) -> int:
        """Take the next number."""
        self.sequence += 1
        return self.sequence

    def count(self, step: str, outcome: str) -> int:
        """How often this complaint has left `step` with `outcome`."""
        return self.outcome_counts.get(f"{step}.{outcome}", 0)

    def counted(self, key: str, amount: int = 1) -> None:
        """Count an outcome, or the extension of a clock; the counts go along from desk to desk."""
        self.outcome_counts = {**self.outcome_counts, key: self.outcome_counts.get(key, 0) + amount}

    def granted(self, clock: str) -> int:
        """How much longer a clock was made in all, in its unit."""
        return self.outcome_counts.get(_extended(clock), 0)

    def grant(self, clock: str, amount: int) -> None:
        """Make a clock longer."""
        self.counted(_extended(clock), amount)

    def begin_anew(self, clocks: Iterable[str]) -> None:
        """These clocks will start again, without what was granted before."""
        gone = {_extended(clock) for clock in clocks}
        self.outcome_counts = {key: count for key, count in self.outcome_counts.items() if key not in gone}

    def roles_of(self, step: Step, sop: Sop) -> list[str]:
        """Who does the step for this complaint: stand-ins in the place of those it is about.

        A unit's step is the office's where no unit has the complaint, because the unit turned out to be accused.
        """
        office = sop.roles[UNITS].substitute if UNITS in step.roles and not self.unit else ()
        unit = office or (UNITS,)
        named = (name for role in step.roles for name in (unit if role == UNITS else (role,)))
        return list(self.barred.acting(tuple(named)))

    def unit_of(self, step: Step) -> str | None:
        """The unit that does the step, when it is a unit's."""
        return self.unit if UNITS in step.roles else None


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
    unit: str | None = None
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


def _extended(clock: str) -> str:
    return f"extension.{clock}"
