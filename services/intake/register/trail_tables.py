"""The tables of the audit trail, in a schema of their own, so that rights on them are given apart.

The register may add to the chain and read it; changing or removing an entry is nobody's right.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.register.clock_tables import Base

_TRAIL = {"schema": "trail"}


class PendingRow(Base):
    """An entry that was heard of and is not in the chain yet."""

    __tablename__ = "pending"
    __table_args__ = _TRAIL

    tenant: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    entry_id: Mapped[UUID]
    at: Mapped[datetime]
    action: Mapped[str]
    actor: Mapped[str]
    actor_kind: Mapped[str]
    complaint_id: Mapped[UUID | None]
    subject: Mapped[str]
    details: Mapped[str]
    heard_at: Mapped[datetime] = mapped_column(server_default=func.now())


class AuditRow(Base):
    """An entry in its place. `details` is text and not jsonb, because the hash covers it to the letter.

    The hash does not cover `chained_at`, by which it is judged when an anchor is due.
    """

    __tablename__ = "audit"
    __table_args__ = (
        UniqueConstraint("tenant", "entry_id"),
        Index("ix_audit_tenant_complaint_id_number", "tenant", "complaint_id", "number"),
        _TRAIL,
    )

    tenant: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry_id: Mapped[UUID]
    at: Mapped[datetime]
    action: Mapped[str]
    actor: Mapped[str]
    actor_kind: Mapped[str]
    complaint_id: Mapped[UUID | None]
    subject: Mapped[str]
    details: Mapped[str]
    previous: Mapped[bytes]
    hash: Mapped[bytes]
    chained_at: Mapped[datetime] = mapped_column(server_default=func.now())


class AnchorRow(Base):
    """How the chain stood when a day began."""

    __tablename__ = "anchor"
    __table_args__ = _TRAIL

    tenant: Mapped[str] = mapped_column(primary_key=True)
    anchored_on: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes]
    at: Mapped[datetime]
