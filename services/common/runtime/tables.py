"""The tables that carry messages, the same in every service's database, and the naming of constraints.

Each service has a declarative base of its own, made with `naming()` and `TYPES`, and mixes these in.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Identity, MetaData, Text, func
from sqlalchemy.dialects.postgresql import JSON, JSONB
from sqlalchemy.orm import Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

TYPES: dict[Any, Any] = {
    datetime: DateTime(timezone=True),
    str: Text,
    dict[str, Any]: JSONB,
    dict[str, str]: JSONB,
    dict[str, int]: JSONB,
    list[str]: JSONB,
    list[dict[str, Any]]: JSONB,
}


class OutboxRow:
    """An event that is to be published. The relay deletes the row when the broker has confirmed it."""

    __tablename__ = "outbox"

    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True), index=True)
    tenant: Mapped[str]
    source: Mapped[str]
    name: Mapped[str]
    # json and not jsonb, which sorts keys: an event arrives as it was written, and so does the SOP it may carry.
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class InboxRow:
    """An event a handler has taken, written with the handler's effect in one transaction."""

    __tablename__ = "inbox"

    handler: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(server_default=func.now())


class AnsweredRow:
    """The answer to a mutating request, kept so that the same request key never acts twice."""

    __tablename__ = "answered"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    actor: Mapped[str] = mapped_column(primary_key=True)
    request_key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    answer: Mapped[dict[str, Any]]
    answered_at: Mapped[datetime] = mapped_column(server_default=func.now())


def naming() -> MetaData:
    """A metadata of its own for each service's tables."""
    return MetaData(naming_convention=NAMING)
