"""The assignment desk's tables: those every desk has, the roster of officers, the letters and their numbers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.common.desk import tables as desk
from services.common.runtime import tables as messages


class Base(DeclarativeBase):
    """This service's metadata."""

    metadata = messages.naming()
    type_annotation_map = messages.TYPES


class Outbox(messages.OutboxRow, Base): ...


class Inbox(messages.InboxRow, Base): ...


class Answered(messages.AnsweredRow, Base): ...


class TenantKey(messages.TenantKeyRow, Base): ...


class TenantSecret(messages.TenantSecretRow, Base): ...


class ComplaintKey(messages.ComplaintKeyRow, Base): ...


class Custody(desk.CustodyRow, Base): ...


class Task(desk.TaskRow, Base): ...


class Intervention(desk.InterventionRow, Base): ...


class SopCopy(desk.SopCopyRow, Base): ...


class TenantCopy(desk.TenantCopyRow, Base): ...


class KnownAttachment(desk.KnownAttachmentRow, Base): ...


class RosterOfficer(Base):
    """An officer a team can be drawn from."""

    __tablename__ = "roster_officer"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    officer: Mapped[str] = mapped_column(primary_key=True)
    details: Mapped[dict[str, Any]]


class Letter(Base):
    """An assignment letter (SPT). One a complaint; a letter returned unsigned keeps its number. What it says is in
    `sealed` (`desk.writings`)."""

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("tenant", "year", "serial"),)

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str]
    content: Mapped[dict[str, Any]]
    sealed: Mapped[bytes | None]
    drafted_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[str | None]


class LetterCounter(Base):
    """The last number given, per tenant and year. Locked while a letter is drafted, so numbers have no gap."""

    __tablename__ = "letter_counter"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
