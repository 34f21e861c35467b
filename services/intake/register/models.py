"""The register's tables: regencies with SOPs and calendars, the Buku Pengaduan, journal and tasks; and the clocks."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSON, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.register.clock_tables import Base, ClockRow, DeadlineChangeRow, ReminderRow
from services.intake.register.handler_tables import DeputyRow, TaskHandlerRow
from services.intake.register.issued_tables import AuthorityRow, IssuedRow
from services.intake.register.preview_tables import PreviewRow
from services.intake.register.report_tables import CalendarEdition, CorrectionRow, Document, DocumentCounter
from services.intake.register.retention_tables import DestructionRow, HoldRow
from services.intake.register.step_times import StepTimeRow
from services.intake.register.trail_tables import AnchorRow, AuditRow, PendingRow

__all__ = [
    "AnchorRow",
    "AuditRow",
    "AuthorityRow",
    "Base",
    "CalendarEdition",
    "ClockRow",
    "CorrectionRow",
    "DeadlineChangeRow",
    "DeputyRow",
    "DestructionRow",
    "Document",
    "DocumentCounter",
    "Entry",
    "EntryCounter",
    "ExtensionRow",
    "HoldRow",
    "IssuedRow",
    "JournalRow",
    "OpenTaskRow",
    "PendingRow",
    "PreviewRow",
    "ReminderRow",
    "SopVersion",
    "StepTimeRow",
    "TaskHandlerRow",
    "Tenant",
]


class Tenant(Base):
    """A regency. Public, so not isolated by tenant."""

    __tablename__ = "tenant"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    profile: Mapped[dict[str, Any]]
    units: Mapped[list[dict[str, Any]]]
    calendar: Mapped[dict[str, Any]]
    calendar_version: Mapped[str]
    posts: Mapped[list[dict[str, Any]]]


class SopVersion(Base):
    """A published SOP; never changed, but perhaps retired. Public, so not isolated by tenant."""

    __tablename__ = "sop_version"

    sop: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    # json keeps the order in which the SOP lists its outcomes and channels; jsonb does not.
    definition: Mapped[dict[str, Any]] = mapped_column(JSON)
    published_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class Entry(Base):
    """A line of the Buku Pengaduan, with where the complaint stands. `applied` is the last event taken in."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("tenant", "year", "number"),
        UniqueConstraint("tenant", "reference"),
        Index("ix_entry_tenant_closed_at", "tenant", "closed_at", postgresql_where=text("destroyed_at IS NULL")),
    )

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    reference: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    sop: Mapped[str]
    channel: Mapped[str]
    mode: Mapped[str]
    filed_by: Mapped[str]
    source_reference: Mapped[str | None]
    problem_code: Mapped[str | None]
    unit: Mapped[str | None]
    received_at: Mapped[datetime]
    facts: Mapped[dict[str, str]]
    happened: Mapped[dict[str, str]]
    noted: Mapped[dict[str, int]]
    entered: Mapped[dict[str, int]]
    step: Mapped[str | None]
    visit: Mapped[int]
    since: Mapped[datetime | None]
    paused: Mapped[list[list[str | None]]] = mapped_column(JSONB)
    extra: Mapped[dict[str, int]]
    barred: Mapped[dict[str, Any]]
    end: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    objections: Mapped[int]
    objection_until: Mapped[datetime | None]
    objected_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    applied: Mapped[int]
    status: Mapped[str]
    told: Mapped[int]
    held_since: Mapped[datetime | None]
    identity_destroyed_at: Mapped[datetime | None]
    destroyed_at: Mapped[datetime | None]


class EntryCounter(Base):
    """The last number of the register, per tenant and year."""

    __tablename__ = "entry_counter"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class JournalRow(Base):
    """An event of a complaint's life as it was heard. Read in order of sequence it is the timeline."""

    __tablename__ = "journal"

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    name: Mapped[str]
    payload: Mapped[dict[str, Any]]


class OpenTaskRow(Base):
    """A step that waits. `urgent_at` orders the officers' list: the nearest deadline, or far away."""

    __tablename__ = "open_task"
    __table_args__ = (Index("ix_open_task_tenant_urgent_at_task_id", "tenant", "urgent_at", "task_id"),)

    task_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID] = mapped_column(index=True)
    step: Mapped[str]
    kind: Mapped[str]
    desk: Mapped[str]
    roles: Mapped[list[str]]
    unit: Mapped[str | None]
    version: Mapped[int]
    opened_at: Mapped[datetime]
    urgent_at: Mapped[datetime]


class ExtensionRow(Base):
    """A request for more time that waits for a decision."""

    __tablename__ = "open_extension"

    extension_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID] = mapped_column(index=True)
    task_id: Mapped[UUID]
    step: Mapped[str]
    kind: Mapped[str]
    desk: Mapped[str]
    clock: Mapped[str]
    amount: Mapped[int]
    approvers: Mapped[list[str]]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
