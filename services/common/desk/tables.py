"""The tables every desk has: what it holds, its tasks, its copies of SOPs, the attachments it has heard of."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.orm import Mapped, declared_attr, mapped_column


class CustodyRow:
    """A complaint on, or once on, this desk."""

    __tablename__ = "custody"

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    reference: Mapped[str]
    sop: Mapped[str]
    facts: Mapped[dict[str, str]]
    sequence: Mapped[int]
    outcome_counts: Mapped[dict[str, int]]
    state: Mapped[str]
    unit: Mapped[str | None]
    barred: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    papers: Mapped[dict[str, str]] = mapped_column(server_default="{}")

    @declared_attr.directive
    def __table_args__(self) -> tuple[Any, ...]:
        return (Index("uq_custody_tenant_reference", "tenant", "reference", unique=True),)


class TaskRow:
    """A step that waits, or waited, for an officer. Reason and result are in `sealed` (`desk.writings`)."""

    __tablename__ = "task"

    task_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID]
    step: Mapped[str]
    kind: Mapped[str]
    roles: Mapped[list[str]]
    version: Mapped[int]
    opened_at: Mapped[datetime]
    unit: Mapped[str | None]
    completed_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    completed_by: Mapped[str | None]
    reason: Mapped[str | None]
    result: Mapped[dict[str, Any]]
    sealed: Mapped[bytes | None]
    document: Mapped[str | None]
    number: Mapped[str | None]

    @declared_attr.directive
    def __table_args__(self) -> tuple[Any, ...]:
        one_open = Index("uq_task_open", "complaint_id", unique=True, postgresql_where=text("completed_at IS NULL"))
        return (one_open, Index("ix_task_complaint_id_version", "complaint_id", "version"))


class InterventionRow:
    """What an officer did to a complaint besides ending its step, with its sealed reason; added to, never changed."""

    __tablename__ = "intervention"

    intervention_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID] = mapped_column(index=True)
    sequence: Mapped[int]
    what: Mapped[str]
    by: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]
    details: Mapped[dict[str, Any]]
    sealed: Mapped[bytes | None]


class SopCopyRow:
    """A published SOP version, as heard from the register."""

    __tablename__ = "sop_copy"

    sop: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    # json keeps the order in which the SOP lists its outcomes and channels; jsonb does not.
    definition: Mapped[dict[str, Any]] = mapped_column(JSON)
    retired_at: Mapped[datetime | None]


class TenantCopyRow:
    """A regency's profile, as heard from the register."""

    __tablename__ = "tenant_copy"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    profile: Mapped[dict[str, Any]]
    units: Mapped[list[dict[str, Any]]]
    posts: Mapped[list[dict[str, Any]]] = mapped_column(server_default="[]")
    stationery: Mapped[dict[str, Any]] = mapped_column(server_default="{}")


class KnownAttachmentRow:
    """An attachment of a complaint, as heard from intake."""

    __tablename__ = "known_attachment"

    attachment_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID]
    kind: Mapped[str | None]
    sha256: Mapped[str | None]
