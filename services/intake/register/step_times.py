"""How long each step took, beside the journal that says so: figures of a year are read from here, not from every move.

A row is written as the register takes in the end of a step, from the two moves in the journal.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.common.contracts import events
from services.intake.register.clock_tables import Base


class StepTimeRow(Base):
    """One step that ended, by the move that ended it."""

    __tablename__ = "step_time"
    __table_args__ = (
        Index(
            "ix_step_time_tenant_ended_at",
            "tenant",
            "ended_at",
            postgresql_include=["kind", "opened_at", "complaint_id"],
        ),
    )

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    kind: Mapped[str]
    opened_at: Mapped[datetime]
    ended_at: Mapped[datetime]


_KEEP: Final = text(
    """
    INSERT INTO step_time (complaint_id, sequence, tenant, kind, opened_at, ended_at)
    SELECT complaint_id, :sequence, tenant, :kind, CAST(payload ->> 'happened_at' AS timestamptz), :ended_at
    FROM journal WHERE complaint_id = :complaint_id AND name IN ('complaint_received', 'task_opened')
        AND payload -> 'task' ->> 'task_id' = :task_id
    ON CONFLICT DO NOTHING
    """
)


def keep(connection: Connection, ended: Iterable[events.StepCompleted]) -> None:
    """Note these steps; what opened them is in the journal, for moves are taken in in their order."""
    for event in ended:
        given = {
            "complaint_id": event.complaint_id,
            "sequence": event.sequence,
            "kind": event.kind,
            "ended_at": event.happened_at,
            "task_id": str(event.task_id),
        }
        connection.execute(_KEEP, given)
