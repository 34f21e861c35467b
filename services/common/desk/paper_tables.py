"""The tables of documents: what was issued, the numbers given, and who got a copy."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column


class DocumentRow:
    """One edition of a document; what it says is in `sealed` (`desk.writings`).

    The desk writes it, the press (`common/press`) makes its file and signs it: `rendered_at` is set with the file,
    `signed_at` with the signed one. What is of no complaint (a book, a report) has `ordered` in place of words.
    """

    __tablename__ = "document"

    document_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID | None]
    kind: Mapped[str]
    year: Mapped[int]
    serial: Mapped[int | None]
    number: Mapped[str | None]
    edition: Mapped[int]
    step: Mapped[str | None]
    unit: Mapped[str | None]
    signer_roles: Mapped[list[str]] = mapped_column(server_default="[]")
    issued_by: Mapped[str]
    issued_as: Mapped[str | None]
    issued_at: Mapped[datetime]
    code: Mapped[str]
    media_type: Mapped[str]
    ordered: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    content: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    sealed: Mapped[bytes | None]
    object_key: Mapped[str | None]
    size: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None]
    rendered_at: Mapped[datetime | None]
    way: Mapped[str | None]
    signed_by: Mapped[str | None]
    signed_as: Mapped[str | None]
    asked_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    signed_key: Mapped[str | None]
    signed_size: Mapped[int | None] = mapped_column(BigInteger)
    signed_sha256: Mapped[str | None]
    attachment_id: Mapped[UUID | None]
    replaced_by: Mapped[UUID | None]
    cancelled_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    not_before: Mapped[datetime] = mapped_column(server_default=text("now()"))

    @declared_attr.directive
    def __table_args__(self) -> tuple[Any, ...]:
        return (
            Index("uq_document_tenant_code", "tenant", "code", unique=True),
            Index("ix_document_complaint_id", "complaint_id"),
            Index(
                "uq_document_tenant_kind_year_serial_edition",
                "tenant",
                "kind",
                "year",
                "serial",
                "edition",
                unique=True,
                postgresql_where=text("serial IS NOT NULL"),
            ),
            Index(
                "uq_document_attachment_id",
                "attachment_id",
                unique=True,
                postgresql_where=text("attachment_id IS NOT NULL"),
            ),
            Index("ix_document_not_before", "not_before", postgresql_where=text(WAITS)),
        )


WAITS = "rendered_at IS NULL OR (way = 'internal' AND signed_at IS NULL)"
"""A document the press has something to do for."""


class DocumentCounterRow:
    """The last number given, per tenant, kind and year. Locked until the document is saved, so there is no gap."""

    __tablename__ = "document_counter"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class DocumentCopyRow:
    """A role got a copy (tembusan) of a complaint's documents of one kind."""

    __tablename__ = "document_copy"

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str]
