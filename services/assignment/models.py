"""The assignment desk's tables: those every desk has, and the roster of officers."""

from typing import Any

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.common.desk import deputy_tables as deputies
from services.common.desk import paper_tables as papers
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


class Document(papers.DocumentRow, Base): ...


class DocumentCounter(papers.DocumentCounterRow, Base): ...


class DocumentCopy(papers.DocumentCopyRow, Base): ...


class KnownAttachment(desk.KnownAttachmentRow, Base): ...


class Deputy(deputies.DeputyRow, Base): ...


class RosterOfficer(Base):
    """An officer a team can be drawn from."""

    __tablename__ = "roster_officer"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    officer: Mapped[str] = mapped_column(primary_key=True)
    details: Mapped[dict[str, Any]]
