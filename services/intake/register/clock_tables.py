"""The register's metadata, and the tables of its clocks: deadlines, how they moved, who was reminded.

Clocks have two moments at which the register acts by itself, both indexed: reminders, and the end of a step's time.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.common.runtime import tables as messages


class Base(DeclarativeBase):
    """The register's metadata. Outbox, inbox and answers are shared with intake: one database, one of each."""

    metadata = messages.naming()
    type_annotation_map = messages.TYPES


class Outbox(messages.OutboxRow, Base): ...


class Inbox(messages.InboxRow, Base): ...


class Answered(messages.AnsweredRow, Base): ...


class ClockRow(Base):
    """A deadline as a stored fact: its rule, its anchor, the calendar it was computed with, and the sentence why.

    `visit` is 0 for a clock of the whole SOP, else the version of the task whose step it measures.
    """

    __tablename__ = "clock"
    __table_args__ = (
        Index("ix_clock_tenant_remind_at", "tenant", "remind_at", postgresql_where=text("remind_at IS NOT NULL")),
        Index("ix_clock_tenant_runs_out_at", "tenant", "runs_out_at", postgresql_where=text("runs_out_at IS NOT NULL")),
        Index(
            "ix_clock_tenant_calendar_version",
            "tenant",
            "calendar_version",
            postgresql_where=text("started_at IS NOT NULL AND stopped_at IS NULL"),
        ),
    )

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    visit: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    text: Mapped[str]
    started_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    calendar_version: Mapped[str]
    is_provisional: Mapped[bool]
    why: Mapped[str]
    paused_at: Mapped[datetime | None]
    held_due_at: Mapped[datetime | None]
    extra: Mapped[int]
    remind_at: Mapped[datetime | None]
    runs_out_at: Mapped[datetime | None]


class DeadlineChangeRow(Base):
    """A deadline that was computed anew: the audit trail, only ever added to."""

    __tablename__ = "deadline_change"
    __table_args__ = (Index("ix_deadline_change_complaint_id", "complaint_id"),)

    change_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID]
    key: Mapped[str]
    visit: Mapped[int]
    before: Mapped[datetime | None]
    after: Mapped[datetime | None]
    because: Mapped[str]
    calendar_before: Mapped[str]
    calendar_after: Mapped[str]
    changed_at: Mapped[datetime]


class ReminderRow(Base):
    """A reminder that was announced, and never is again."""

    __tablename__ = "reminder"

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    clock: Mapped[str] = mapped_column(primary_key=True)
    visit: Mapped[int] = mapped_column(primary_key=True)
    due_at: Mapped[datetime] = mapped_column(primary_key=True)
    working_days: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    told_at: Mapped[datetime]
