"""The notifier's tables: mails to be sent, officers' addresses, and who is told nothing of which complaint."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.common.desk import deputy_tables as deputies
from services.common.desk import tables as desk
from services.common.runtime import tables as messages


class Base(DeclarativeBase):
    """This service's metadata."""

    metadata = messages.naming()
    type_annotation_map = messages.TYPES


class Outbox(messages.OutboxRow, Base): ...


class Inbox(messages.InboxRow, Base): ...


class Answered(messages.AnsweredRow, Base): ...


class TenantCopy(desk.TenantCopyRow, Base): ...


class Deputy(deputies.DeputyRow, Base): ...


class Address(Base):
    """Where an officer is told of tasks; of `kind` system, one that may subscribe to what other systems are told."""

    __tablename__ = "address"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    officer: Mapped[str] = mapped_column(primary_key=True)
    email: Mapped[str]
    roles: Mapped[list[str]]
    unit: Mapped[str | None]
    kind: Mapped[str]


class ShutOut(Base):
    """An officer, or a unit, a complaint is about: told nothing of it. Kept from events, and never taken back."""

    __tablename__ = "shut_out"

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(primary_key=True)
    is_unit: Mapped[bool] = mapped_column(primary_key=True)
    tenant: Mapped[str]


class Mail(Base):
    """A mail to be sent; its id follows from the event and the recipient.

    It holds no address of a reporter: that is asked of intake when it is sent.
    """

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_waiting", "tenant", "next_attempt_at", postgresql_where=text("ended_at IS NULL")),)

    mail_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    template: Mapped[str]
    reference: Mapped[str]
    officer: Mapped[str | None]
    complaint_id: Mapped[UUID] = mapped_column(index=True)
    details: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    attempts: Mapped[int]
    ended_at: Mapped[datetime | None]
    ended_as: Mapped[str | None]
