"""The register's tables of books and reports: documents beside intake's, corrections of the book, past calendars."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.common.desk import paper_tables as papers
from services.intake.register.clock_tables import Base


class Document(papers.DocumentRow, Base): ...


class DocumentCounter(papers.DocumentCounterRow, Base): ...


class CorrectionRow(Base):
    """A value of a line that was put right. The line in print keeps what was entered first."""

    __tablename__ = "entry_correction"

    correction_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID] = mapped_column(index=True)
    field: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    by: Mapped[str]
    corrected_at: Mapped[datetime]


class CalendarEdition(Base):
    """A calendar and since when it holds; only ever added to. Public, so not isolated by tenant."""

    __tablename__ = "calendar_edition"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(primary_key=True)
    version: Mapped[str]
    calendar: Mapped[dict[str, Any]]
