"""Intake's tables: those every desk has, the complaints with their mailbox and files, and the identity vault."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint, false, func, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.common.desk import paper_tables as papers
from services.common.desk import tables as desk
from services.common.runtime import tables as messages
from services.intake import forwarding_tables, request_tables


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


class Document(papers.DocumentRow, Base): ...


class DocumentCounter(papers.DocumentCounterRow, Base): ...


class DocumentCopy(papers.DocumentCopyRow, Base): ...


class Complaint(Base):
    """A complaint as filed. What it says is sealed under a key of its own; the columns are codes."""

    __tablename__ = "complaint"
    __table_args__ = (UniqueConstraint("tenant", "request_key"), UniqueConstraint("tenant", "reference"))

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    reference: Mapped[str]
    request_key: Mapped[str]
    fingerprint: Mapped[str]
    code_hash: Mapped[bytes]
    sop: Mapped[str]
    channel: Mapped[str]
    mode: Mapped[str]
    content: Mapped[bytes]
    filed_by: Mapped[str]
    filed_at: Mapped[datetime]


class SourceNumber(request_tables.SourceNumberRow, Base): ...


class VaultedIdentity(Base):
    """The reporter, sealed. In a schema of its own, so that rights on it are given apart."""

    __tablename__ = "identity"
    __table_args__ = {"schema": "vault"}  # noqa: RUF012  # SQLAlchemy's own form

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    sealed: Mapped[bytes]


class OpeningRow(request_tables.OpeningRow, Base): ...


class DataRequestRow(request_tables.DataRequestRow, Base): ...


class Hand(Base):
    """An officer who had a hand in a complaint, on whatever desk."""

    __tablename__ = "hand"

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    officer: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str]


class Consent(Base):
    """The reporter agrees that the identity goes along to another agency; given once, at filing or later."""

    __tablename__ = "consent"

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    given_at: Mapped[datetime]


class ForwardingRow(forwarding_tables.ForwardingRow, Base): ...


class OfficerKnown(Base):
    """An officer of the regency, by what a reported party can be recognised by."""

    __tablename__ = "officer_known"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    officer: Mapped[str] = mapped_column(primary_key=True)
    name_key: Mapped[str]
    position_key: Mapped[str]
    nip: Mapped[str]
    unit: Mapped[str | None]
    roles: Mapped[list[str]]


class MessageRow(Base):
    """One message of a complaint's mailbox."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_complaint_id_posted_at", "complaint_id", "posted_at"),)

    message_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID]
    from_reporter: Mapped[bool]
    author: Mapped[str]
    sealed: Mapped[bytes]
    posted_at: Mapped[datetime]


class AttachmentRow(Base):
    """A file of a complaint. Its name is sealed: people put names into names. `reason` is one of `verdicts`."""

    __tablename__ = "attachment"
    __table_args__ = (
        Index("ix_attachment_not_before", "not_before", postgresql_where=text("state = 'checking'")),
        Index("ix_attachment_remove_after", "remove_after", postgresql_where=text("removed_at IS NULL")),
        Index(
            "ix_attachment_begun_at",
            "begun_at",
            postgresql_where=text("state <> 'accepted' AND removed_at IS NULL"),
        ),
    )

    attachment_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID] = mapped_column(index=True)
    object_key: Mapped[str]
    kind: Mapped[str]
    sealed_name: Mapped[bytes]
    media_type: Mapped[str]
    state: Mapped[str]
    size: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None]
    added_by: Mapped[str]
    begun_at: Mapped[datetime]
    added_at: Mapped[datetime | None]
    is_sealed: Mapped[bool] = mapped_column(server_default=false())
    reason: Mapped[str | None]
    copy_key: Mapped[str | None]
    copy_size: Mapped[int | None] = mapped_column(BigInteger)
    copy_sha256: Mapped[str | None]
    checked_at: Mapped[datetime | None]
    remove_after: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    cut_short: Mapped[int] = mapped_column(server_default=text("0"))
    not_before: Mapped[datetime] = mapped_column(server_default=func.now())
