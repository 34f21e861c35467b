"""Who may sign in: officers and platform operators by password and code, systems by API key.

Beside them, tries to sign in, what is counted at the door, what was last seen of each regency, reports that are
being written, and what the audit trail is to be told. The roster with names and ranks is assignment's.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKeyConstraint, false, func
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.common.runtime.tables import TYPES, OutboxRow, naming


class Base(DeclarativeBase):
    """The gateway's tables."""

    metadata = naming()
    type_annotation_map = TYPES


class Outbox(OutboxRow, Base): ...


class Account(Base):
    """An officer, a system that acts for a source, or an operator of the platform, who belongs to no regency.

    Its roles are what callers are vouched for.
    """

    __tablename__ = "account"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    roles: Mapped[list[str]]
    unit: Mapped[str] = mapped_column(server_default="")
    password_hash: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(server_default=false())


class SessionRow(Base):
    """An officer or an operator who has signed in. The token is kept as its SHA-256."""

    __tablename__ = "session"
    __table_args__ = (
        ForeignKeyConstraint(["tenant", "account_id"], ["account.tenant", "account.id"], ondelete="CASCADE"),
    )

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(index=True)
    account_id: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class SecondFactor(Base):
    """What the codes of an account's phone are made of, sealed. In force once the phone has shown a right code.

    `last_step` is the time step of the last code that was used; `recovery` holds the hashes of unused recovery codes.
    """

    __tablename__ = "second_factor"
    __table_args__ = (
        ForeignKeyConstraint(["tenant", "account_id"], ["account.tenant", "account.id"], ondelete="CASCADE"),
    )

    tenant: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    last_step: Mapped[int] = mapped_column(BigInteger, server_default="0")
    recovery: Mapped[list[str]]
    confirmed_at: Mapped[datetime | None]


class SignInTry(Base):
    """Failures in a row under one name, and until when the next try waits. Of no tenant: the name is a keyed hash."""

    __tablename__ = "sign_in_try"

    name_hash: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    failed_at: Mapped[datetime] = mapped_column(index=True)
    free_at: Mapped[datetime]


class ApiKey(Base):
    """A system's key, kept as its SHA-256; keys are long and random, so a slow hash would add nothing."""

    __tablename__ = "api_key"
    __table_args__ = (
        ForeignKeyConstraint(["tenant", "account_id"], ["account.tenant", "account.id"], ondelete="CASCADE"),
    )

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(index=True)
    account_id: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Regency(Base):
    """What the register last said of a regency; public."""

    __tablename__ = "regency"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    seen: Mapped[dict[str, Any]] = mapped_column(JSON)


class CounterRow(Base):
    """How often something was asked for since a while ago. The key is a keyed hash under the salt of the day."""

    __tablename__ = "counter"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    key: Mapped[bytes] = mapped_column(primary_key=True)
    hits: Mapped[int]
    ends_at: Mapped[datetime]


class DaySalt(Base):
    """What today's keys are hashed with; gone tomorrow, and with it every way from a client to its counters."""

    __tablename__ = "day_salt"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    day: Mapped[date] = mapped_column(primary_key=True)
    salt: Mapped[bytes]


class UsedProof(Base):
    """A proof of work that was used, until it expires, and the hash of the request that used it."""

    __tablename__ = "used_proof"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    proof: Mapped[bytes] = mapped_column(primary_key=True)
    used_for: Mapped[bytes]
    expires_at: Mapped[datetime]


class DraftRow(Base):
    """A report that is being written; see `gateway.drafts`. Of no tenant: its name says nothing."""

    __tablename__ = "draft"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    name: Mapped[bytes] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    expires_at: Mapped[datetime] = mapped_column(index=True)
