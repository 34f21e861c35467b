"""The tables of what is asked: to open an identity, or about somebody's own data. What was said is sealed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, declared_attr, mapped_column


class OpeningRow:
    """A request to open an identity and what became of it; reasons are sealed."""

    __tablename__ = "opening"

    opening_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID] = mapped_column(index=True)
    requested_by: Mapped[str]
    words: Mapped[bytes]
    whole_nik: Mapped[bool]
    requested_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    is_granted: Mapped[bool | None]
    decision: Mapped[bytes | None]
    decided_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]


class DataRequestRow:
    """A request about personal data and what became of it; what was said is sealed under the complaint's key."""

    __tablename__ = "data_request"

    request_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID | None] = mapped_column(index=True)
    kind: Mapped[str]
    subject: Mapped[str]
    words: Mapped[bytes | None]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    decision: Mapped[str | None]
    reason: Mapped[str | None]
    answer: Mapped[bytes | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]

    @declared_attr.directive
    def __table_args__(self) -> tuple[Any, ...]:
        return (Index("ix_data_request_tenant_due_at", "tenant", "due_at"),)


class SourceNumberRow:
    """The number a portal gave a complaint; it is there once."""

    __tablename__ = "source_number"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(primary_key=True)
    complaint_id: Mapped[UUID] = mapped_column(unique=True)
