"""The followup desk's tables: those every desk has, the answers to the reporter, and the reporter's consent."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

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


class AnswerRow(Base):
    """What the reporter is told, in `sealed` (`desk.writings`). Seen by the reporter once delivered."""

    __tablename__ = "answer"

    answer_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    complaint_id: Mapped[UUID] = mapped_column(index=True)
    text: Mapped[str]
    sealed: Mapped[bytes | None]
    written_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]


class Consent(Base):
    """The reporter agreed that the identity goes along to another agency, as heard from intake."""

    __tablename__ = "consent"

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
