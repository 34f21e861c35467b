"""The register's tables: regencies with their SOPs and calendars, the Buku Pengaduan, journal, tasks and clocks."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.common.runtime import tables as messages


class Base(DeclarativeBase):
    """The register's metadata. Outbox, inbox and answers are shared with intake: one database, one of each."""

    metadata = messages.naming()
    type_annotation_map = messages.TYPES


class Outbox(messages.OutboxRow, Base): ...


class Inbox(messages.InboxRow, Base): ...


class Answered(messages.AnsweredRow, Base): ...


class Tenant(Base):
    """A regency. Public, so not isolated by tenant."""

    __tablename__ = "tenant"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    profile: Mapped[dict[str, Any]]
    units: Mapped[list[dict[str, Any]]]
    calendar: Mapped[dict[str, Any]]
    calendar_version: Mapped[str]


class SopVersion(Base):
    """A published SOP; never changed. Public, so not isolated by tenant."""

    __tablename__ = "sop_version"

    sop: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    definition: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]


class Entry(Base):
    """A line of the Buku Pengaduan, with where the complaint stands. `applied` is the last event taken in."""

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("tenant", "year", "number"), UniqueConstraint("tenant", "reference"))

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
    step: Mapped[str | None]
    end: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    applied: Mapped[int]


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
    version: Mapped[int]
    opened_at: Mapped[datetime]
    urgent_at: Mapped[datetime]


class ClockRow(Base):
    """A deadline as a stored fact: its rule, its anchor, the calendar it was computed with, and the sentence why.

    `visit` is 0 for a clock of the whole SOP, else the version of the task whose step it measures.
    """

    __tablename__ = "clock"

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
