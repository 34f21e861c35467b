"""The tables of what is told to who verifies a document: what was issued, and whose key the regency signs with."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.register.clock_tables import Base


class IssuedRow(Base):
    """A document as events told of it, in any order; so all but its id may still be missing. No content."""

    __tablename__ = "issued_document"
    __table_args__ = (Index("uq_issued_document_tenant_code", "tenant", "code", unique=True),)

    document_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID | None]
    kind: Mapped[str | None]
    number: Mapped[str | None]
    edition: Mapped[int | None]
    code: Mapped[str | None]
    media_type: Mapped[str | None]
    issued_at: Mapped[datetime | None]
    sha256: Mapped[str | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[str | None]
    way: Mapped[str | None]
    signed_by: Mapped[str | None]
    signed_as: Mapped[str | None]
    signed_at: Mapped[datetime | None]
    signed_sha256: Mapped[str | None]
    replaced_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]


class AuthorityRow(Base):
    """The certificate of the regency's own signing authority. Its sealed key is the press's to read, not ours: the
    database refuses it."""

    __tablename__ = "signing_authority"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    certificate: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(deferred=True)
    created_at: Mapped[datetime] = mapped_column(deferred=True, server_default=func.now())
