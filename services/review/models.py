"""The review desk's tables: those every desk has, and no others."""

from sqlalchemy.orm import DeclarativeBase

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
