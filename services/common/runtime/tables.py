"""The tables that carry messages and those that hold keys, the same wherever they are, and the naming of constraints.

Each service has a declarative base of its own, made with `naming()` and `TYPES`, and mixes these in.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, ForeignKeyConstraint, Identity, Index, MetaData, Text, func
from sqlalchemy.dialects.postgresql import JSON, JSONB
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from services.common.contracts.events import Event

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


def outbox_row(source: str, event: Event) -> dict[str, Any]:
    """The row of the outbox for what a service announces."""
    return {
        "event_id": event.event_id,
        "tenant": event.tenant,
        "source": source,
        "name": event.name,
        "payload": event.model_dump(mode="json"),
    }


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


def _wrapped(*more: Any) -> tuple[Any, ...]:
    under = ForeignKeyConstraint(["tenant", "version"], ["keys.tenant_key.tenant", "keys.tenant_key.version"])
    return (under, *more, {"schema": "keys"})


class TenantKeyRow:
    """A regency's key, wrapped under a master key that is in no database. The highest version is the current one.

    The schema `keys` is apart so that ordinary backups can leave it out, and those of keys be kept for a short time.
    """

    __tablename__ = "tenant_key"
    __table_args__ = {"schema": "keys"}  # noqa: RUF012  # SQLAlchemy's own form

    tenant: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    master: Mapped[str]
    wrapped: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class TenantSecretRow:
    """A key of the regency as a whole, such as the one access codes are hashed with; wrapped under the tenant key."""

    __tablename__ = "tenant_secret"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    wrapped: Mapped[bytes]

    @declared_attr.directive
    def __table_args__(self) -> tuple[Any, ...]:
        return _wrapped()


class ComplaintKeyRow:
    """A key of a complaint, wrapped under the tenant key. One that was destroyed leaves its row without the key."""

    __tablename__ = "complaint_key"

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str]
    version: Mapped[int | None]
    wrapped: Mapped[bytes | None]
    destroyed_at: Mapped[datetime | None]

    @declared_attr.directive
    def __table_args__(self) -> tuple[Any, ...]:
        return _wrapped(Index("ix_complaint_key_tenant_version", "tenant", "version"))


def naming() -> MetaData:
    """A metadata of its own for each service's tables."""
    return MetaData(naming_convention=NAMING)
