"""The tables of what must not be destroyed, and of what was. Both are only ever added to."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.register.clock_tables import Base


class HoldRow(Base):
    """A legal hold that was set or lifted; the newest row of a complaint holds. `entry.held_since` says the same."""

    __tablename__ = "hold"
    __table_args__ = (Index("ix_hold_complaint_id_hold_id", "complaint_id", "hold_id"),)

    hold_id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID]
    is_held: Mapped[bool]
    reason: Mapped[str]
    basis: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


class DestructionRow(Base):
    """The certificate of a destruction: each scope of a complaint once."""

    __tablename__ = "destruction"
    __table_args__ = (
        UniqueConstraint("complaint_id", "scope"),
        Index("ix_destruction_tenant_number", "tenant", "number"),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID]
    reference: Mapped[str]
    scope: Mapped[str]
    retention_class: Mapped[str]
    due_on: Mapped[date]
    announced_at: Mapped[datetime]
